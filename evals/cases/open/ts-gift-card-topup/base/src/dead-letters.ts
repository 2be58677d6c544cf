import type { EachMessagePayload, Kafka } from 'kafkajs';
import { ZodError } from 'zod';
import { log } from './log.js';

type Consume = (payload: EachMessagePayload) => Promise<void>;

/** Moves what can never be read to `<topic>.dead`; everything else is thrown on and comes again. */
export function deadLetters(kafka: Kafka, consume: Consume): Consume {
  const producer = kafka.producer();
  const connected = producer.connect();
  return async (payload) => {
    try {
      await consume(payload);
    } catch (error) {
      if (!(error instanceof ZodError) && !(error instanceof SyntaxError)) {
        throw error;
      }
      log.error({ error, topic: payload.topic, offset: payload.message.offset }, 'message moved to dead letters');
      await connected;
      await producer.send({ topic: `${payload.topic}.dead`, messages: [payload.message] });
    }
  };
}
