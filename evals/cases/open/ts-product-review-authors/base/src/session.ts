import { pool } from './pool.js';

/** Gives the id of the customer whose token it is, or null for a visitor. */
export async function customerOf(authorization: string | undefined): Promise<string | null> {
  const token = authorization?.replace(/^Bearer /, '');
  if (!token) {
    return null;
  }
  const { rows } = await pool.query(
    `select customer_id from sessions where token_digest = encode(sha256($1::bytea), 'hex') and ends_at > now()`,
    [Buffer.from(token)],
  );
  return rows[0]?.customer_id ?? null;
}
