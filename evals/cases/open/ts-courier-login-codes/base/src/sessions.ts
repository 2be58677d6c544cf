import { randomBytes } from 'node:crypto';
import { redis } from './redis.js';

const SHIFT_SECONDS = 14 * 3_600;

/** Opens a session for a shift and returns its token. */
export async function openSession(courierId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await redis.set(`session:${token}`, courierId, 'EX', SHIFT_SECONDS);
  return token;
}
