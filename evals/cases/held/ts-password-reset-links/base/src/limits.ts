import type { Request } from 'express';
import { rateLimit } from 'express-rate-limit';
import { Redis } from 'ioredis';
import { RedisStore, type RedisReply } from 'rate-limit-redis';

const redis = new Redis(process.env.REDIS_URL as string, { commandTimeout: 500 });

/** Limits requests by address, or by what `by` reads from them, for all instances together. */
export function limit(name: string, requests: number, minutes: number, by?: (req: Request) => string) {
  return rateLimit({
    limit: requests,
    windowMs: minutes * 60_000,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    ...(by && { keyGenerator: by }),
    store: new RedisStore({
      prefix: `limit:${name}:`,
      sendCommand: (command: string, ...values: string[]) => redis.call(command, ...values) as Promise<RedisReply>,
    }),
  });
}
