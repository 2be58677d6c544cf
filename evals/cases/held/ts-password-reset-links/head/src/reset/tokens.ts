import { createHash, randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';

const LIFETIME_MINUTES = 30;

/** Makes a token that opens an account once, and keeps only its hash. */
export async function makeToken(client: PoolClient, accountId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await client.query('delete from reset_tokens where account_id = $1', [accountId]);
  await client.query(
    `insert into reset_tokens (token_hash, account_id, expires_at)
     values ($1, $2, now() + $3 * interval '1 minute')`,
    [hashOf(token), accountId, LIFETIME_MINUTES],
  );
  return token;
}

/** Uses a token up and returns its account; null when it is unknown, used or too old. */
export async function useToken(client: PoolClient, token: string): Promise<string | null> {
  const { rows } = await client.query<{ account_id: string; fresh: boolean }>(
    'delete from reset_tokens where token_hash = $1 returning account_id, expires_at > now() as fresh',
    [hashOf(token)],
  );
  return rows[0]?.fresh ? rows[0].account_id : null;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
