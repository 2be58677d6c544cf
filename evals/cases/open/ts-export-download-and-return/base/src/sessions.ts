import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';

const redis = new Redis(process.env.REDIS_URL as string, { commandTimeout: 500 });
const LIFETIME_SECONDS = 8 * 3_600;

export async function openSession(reviewerId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await redis.set(`session:${token}`, reviewerId, 'EX', LIFETIME_SECONDS);
  return token;
}

export function reviewerOf(token: string): Promise<string | null> {
  return redis.get(`session:${token}`);
}
