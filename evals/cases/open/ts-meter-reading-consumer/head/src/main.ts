import { connect } from 'amqplib';
import { consumeReadings } from './consumer';
import { pool } from './database';
import { log } from './log';
import { READINGS, declareQueue } from './topology';

async function main(): Promise<void> {
  const connection = await connect(process.env.AMQP_URL as string);
  const channel = await connection.createChannel();
  await declareQueue(channel, READINGS);
  const stop = await consumeReadings(channel, READINGS);
  process.once('SIGTERM', () => {
    void stop()
      .then(() => connection.close())
      .then(() => pool.end())
      .catch((error) => log.error({ error }, 'did not stop cleanly'));
  });
}

void main().catch((error) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
