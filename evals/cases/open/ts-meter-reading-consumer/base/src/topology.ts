import type { Channel } from 'amqplib';

export const READINGS = 'meter.readings';

/** Declares a quorum queue: five deliveries, then the dead letter queue, whose depth is alerted on. */
export async function declareQueue(channel: Channel, queue: string): Promise<void> {
  await channel.assertQueue(`${queue}.dead`, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.assertQueue(queue, {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-delivery-limit': 5,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': `${queue}.dead`,
    },
  });
}
