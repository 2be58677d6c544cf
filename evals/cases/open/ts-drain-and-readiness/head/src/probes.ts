import { setTimeout as sleep } from 'node:timers/promises';
import { Router } from 'express';
import { pool } from './database';
import { isDraining } from './lifecycle';
import { log } from './log';

export const probes = Router();

probes.get('/livez', (_req, res) => {
  res.json({ status: 'up' });
});

probes.get('/readyz', async (_req, res) => {
  if (isDraining()) {
    res.status(503).json({ status: 'draining' });
    return;
  }
  try {
    await Promise.race([pool.query('select 1'), tooLate(1_500)]);
    res.json({ status: 'ready' });
  } catch (error) {
    log.warn({ error }, 'not ready');
    res.status(503).json({ status: 'not ready' });
  }
});

async function tooLate(millis: number): Promise<never> {
  await sleep(millis);
  throw new Error(`The database did not answer within ${millis} ms`);
}
