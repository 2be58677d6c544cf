import { Router } from 'express';
import { pool } from './database';

export const performanceRoutes = Router();

performanceRoutes.get('/v1/performances', async (_req, res) => {
  const { rows } = await pool.query(
    'select id, title, starts_at from performances where starts_at > now() order by starts_at limit 100',
  );
  res.json({ performances: rows });
});
