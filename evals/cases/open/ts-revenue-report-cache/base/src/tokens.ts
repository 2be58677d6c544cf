import { createHash } from 'node:crypto';
import { pool } from './database.js';

export async function shopOfToken(header: string | undefined): Promise<string | null> {
  if (!header?.startsWith('Bearer ')) {
    return null;
  }
  const hash = createHash('sha256').update(header.slice(7)).digest('hex');
  const { rows } = await pool.query('select shop_id from api_tokens where token_hash = $1', [hash]);
  return rows[0]?.shop_id ?? null;
}
