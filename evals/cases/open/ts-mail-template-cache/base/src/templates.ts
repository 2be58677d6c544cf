import { pool } from './database.js';

export interface Template {
  id: string;
  version: number;
  source: string;
}

/** Reads the published version of a template; our own editors write them, and a version never changes. */
export async function publishedTemplate(id: string): Promise<Template | null> {
  const { rows } = await pool.query<Template>(
    `select id, version, source from templates where id = $1 and published order by version desc limit 1`,
    [id],
  );
  return rows[0] ?? null;
}
