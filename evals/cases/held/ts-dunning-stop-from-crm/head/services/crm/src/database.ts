import { Pool, PoolClient } from 'pg';

export const pool = new Pool({ connectionString: process.env.CRM_DATABASE_URL, max: 10, statement_timeout: 3_000 });

/** Runs work in one transaction, and gives the connection back whatever happens. */
export async function inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
