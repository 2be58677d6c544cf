import { createHash, randomBytes } from 'node:crypto';
import { pool } from './pool.js';

const HOURS = 8;

export const COOKIE = { httpOnly: true, secure: true, sameSite: 'lax', maxAge: HOURS * 3_600_000 } as const;

/** Opens a session for a partner and gives its token. */
export async function openSession(partner: number): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const digest = createHash('sha256').update(token).digest('hex');
  await pool.query(
    `insert into sessions (token_digest, partner_id, ends_at) values ($1, $2, now() + make_interval(hours => $3))`,
    [digest, partner, HOURS],
  );
  return token;
}
