import { pool } from './database';
import { log } from './log';
import { redis } from './redis';

export interface CheckResult {
  name: string;
  up: boolean;
  millis: number;
}

const CHECKS: Record<string, () => Promise<unknown>> = {
  postgres: () => pool.query('select 1'),
  redis: () => redis.ping(),
};

/** Asks every dependency once, side by side, each within its client's own limit of time. */
export function checkAll(): Promise<CheckResult[]> {
  return Promise.all(Object.entries(CHECKS).map(([name, check]) => measured(name, check)));
}

async function measured(name: string, check: () => Promise<unknown>): Promise<CheckResult> {
  const start = performance.now();
  const up = await check().then(
    () => true,
    (error: unknown) => {
      log.warn({ error, name }, 'dependency is down');
      return false;
    },
  );
  return { name, up, millis: Math.round(performance.now() - start) };
}
