import { setTimeout as sleep } from 'node:timers/promises';
import { log } from './log.js';

export interface Attempts {
  most: number;
  firstWaitMs: number;
  isWorthIt: (error: unknown) => boolean;
}

/** Repeats work that failed for a while, with growing waits of which half is random, at most ten seconds each. */
export async function retried<T>(what: string, work: () => Promise<T>, attempts: Attempts): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts.most || !attempts.isWorthIt(error)) {
        throw error;
      }
      log.warn({ error, attempt }, `${what} failed, trying again`);
      const wait = Math.min(attempts.firstWaitMs * 2 ** (attempt - 1), 10_000);
      await sleep(wait / 2 + (Math.random() * wait) / 2);
    }
  }
}
