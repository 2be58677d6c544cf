import { connect } from 'amqplib';
import { READINGS, declareQueue } from './topology';

async function main(): Promise<void> {
  const connection = await connect(process.env.AMQP_URL as string);
  const channel = await connection.createChannel();
  await declareQueue(channel, READINGS);
  await channel.close();
}

void main().catch((error) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
