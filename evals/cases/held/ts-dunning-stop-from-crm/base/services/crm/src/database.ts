import { Pool } from 'pg';

export const pool = new Pool({ connectionString: process.env.CRM_DATABASE_URL, max: 10, statement_timeout: 3_000 });
