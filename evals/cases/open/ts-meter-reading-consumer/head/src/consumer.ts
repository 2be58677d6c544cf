import type { Channel, ConsumeMessage } from 'amqplib';
import { Counter } from 'prom-client';
import { ZodError, z } from 'zod';
import { inTransaction } from './database';
import { log } from './log';
import { countReading, keepReading } from './readings';

const handled = new Counter({
  name: 'meter_readings_total',
  help: 'Readings by outcome',
  labelNames: ['outcome'],
});

const reading = z.object({
  meterId: z.string().min(8).max(34),
  readAt: z.coerce.date(),
  wattHours: z.number().int().min(0),
});

/** Takes readings off a queue, twenty at a time; the function returned stops after those at hand. */
export async function consumeReadings(channel: Channel, queue: string): Promise<() => Promise<void>> {
  const running = new Set<Promise<void>>();
  await channel.prefetch(20);
  const { consumerTag } = await channel.consume(queue, (message) => {
    if (!message) {
      log.error({ queue }, 'the broker cancelled the consumer');
      process.kill(process.pid, 'SIGTERM');
      return;
    }
    const settled = settle(channel, message).finally(() => running.delete(settled));
    running.add(settled);
  });
  return async () => {
    await channel.cancel(consumerTag);
    await Promise.all(running);
  };
}

async function settle(channel: Channel, message: ConsumeMessage): Promise<void> {
  const outcome = await outcomeOf(message);
  handled.inc({ outcome });
  if (outcome === 'kept') {
    channel.ack(message);
  } else {
    channel.reject(message, outcome === 'again');
  }
}

async function outcomeOf(message: ConsumeMessage): Promise<'kept' | 'again' | 'dead'> {
  try {
    await handle(message);
    return 'kept';
  } catch (error) {
    const outcome = error instanceof ZodError || error instanceof SyntaxError ? 'dead' : 'again';
    log.error({ error, outcome, deliveryTag: message.fields.deliveryTag }, 'reading was not kept');
    return outcome;
  }
}

async function handle(message: ConsumeMessage): Promise<void> {
  const value = reading.parse(JSON.parse(message.content.toString()));
  await inTransaction(async (client) => {
    if (await keepReading(client, value)) {
      await countReading(client, value);
    }
  });
}
