import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { pool } from './database';
import { log } from './log';

const UNTIL_UNROUTED_MS = 12_000;
const DRAIN_MS = 20_000;

let draining = false;

export function isDraining(): boolean {
  return draining;
}

/** Stops taking requests, waits for those at hand, closes the pool; 32 s at most, of the 45 that we are given. */
export async function stop(server: Server): Promise<void> {
  draining = true;
  await sleep(UNTIL_UNROUTED_MS);
  const closed = new Promise<boolean>((resolve) => server.close(() => resolve(true)));
  server.closeIdleConnections();
  if (!(await Promise.race([closed, sleep(DRAIN_MS, false)]))) {
    log.warn('requests were still running at the end of the drain');
    server.closeAllConnections();
  }
  await pool.end();
}
