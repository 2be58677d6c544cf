import { Router } from 'express';
import { checkAll } from './checks';
import { pool } from './database';
import { log } from './log';

export const probes = Router();

probes.get('/healthz', async (_req, res) => {
  const checks = await checkAll();
  const up = checks.every((check) => check.up);
  res.status(up ? 200 : 503).json({ status: up ? 'up' : 'down', checks });
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
