import { Kafka } from 'kafkajs';
import { onRedemption } from './consumers/redemptions.js';
import { deadLetters } from './dead-letters.js';

const kafka = new Kafka({ clientId: 'gift-cards', brokers: (process.env.KAFKA_BROKERS as string).split(',') });
const consumer = kafka.consumer({ groupId: 'gift-cards' });

await consumer.connect();
await consumer.subscribe({ topics: ['card-redemptions'] });
await consumer.run({ eachMessage: deadLetters(kafka, onRedemption) });

process.once('SIGTERM', () => void consumer.disconnect());
