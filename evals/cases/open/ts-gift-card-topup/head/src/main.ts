import { Kafka } from 'kafkajs';
import { onRedemption } from './consumers/redemptions.js';
import { onTopUpPaid } from './consumers/top-ups.js';
import { deadLetters } from './dead-letters.js';

const CONSUMERS = {
  'card-redemptions': onRedemption,
  'card-top-ups-paid': onTopUpPaid,
} as const;

const kafka = new Kafka({ clientId: 'gift-cards', brokers: (process.env.KAFKA_BROKERS as string).split(',') });
const consumer = kafka.consumer({ groupId: 'gift-cards' });

await consumer.connect();
await consumer.subscribe({ topics: Object.keys(CONSUMERS) });
await consumer.run({
  eachMessage: deadLetters(kafka, (payload) => CONSUMERS[payload.topic as keyof typeof CONSUMERS](payload)),
});

process.once('SIGTERM', () => void consumer.disconnect());
