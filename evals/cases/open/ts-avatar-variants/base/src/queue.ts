import { Redis } from 'ioredis';
import { keep } from './pictures.js';

const redis = new Redis(process.env.REDIS_URL ?? 'redis://localhost');

/** Keeps what the upload service has put into the queue. */
export async function work(): Promise<void> {
  for (;;) {
    const [, upload] = (await redis.blpop('uploads', 0)) ?? [];
    const bytes = upload && (await redis.getBuffer(`upload:${upload}`));
    if (bytes) {
      await redis.hset(`picture:${upload}`, { name: await keep(bytes) });
    }
  }
}
