import { rateLimit } from 'express-rate-limit';
import { RedisStore, type RedisReply } from 'rate-limit-redis';
import { redis } from './redis.js';

/** Limits requests by address for all instances together. */
export function limit(name: string, requests: number, minutes: number) {
  return rateLimit({
    limit: requests,
    windowMs: minutes * 60_000,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    store: new RedisStore({
      prefix: `limit:${name}:`,
      sendCommand: (command: string, ...values: string[]) => redis.call(command, ...values) as Promise<RedisReply>,
    }),
  });
}
