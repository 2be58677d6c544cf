import { Router } from 'express';
import { pool } from './database';
import { log } from './log';

export const probes = Router();

probes.get('/healthz', (_req, res) => {
  res.json({ status: 'up' });
});

probes.get('/readyz', async (_req, res) => {
  try {
    await pool.query('select 1');
    res.json({ status: 'ready' });
  } catch (error) {
    log.warn({ error }, 'not ready');
    res.status(503).json({ status: 'not ready' });
  }
});
