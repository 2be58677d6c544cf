import { log } from '../log.js';
import { redis } from '../redis.js';

const LIFETIME_SECONDS = 300;
const SPREAD_SECONDS = 60;

const running = new Map<string, Promise<unknown>>();

/** Answers from Redis where it can; who asks while a report is computed waits for that one. */
export async function cached<T>(key: string, compute: () => Promise<T>): Promise<T> {
  const hit = await read(key);
  if (hit !== null) {
    return JSON.parse(hit) as T;
  }
  const started = running.get(key) ?? start(key, compute);
  return started as Promise<T>;
}

function start<T>(key: string, compute: () => Promise<T>): Promise<T> {
  const report = computeAndKeep(key, compute).finally(() => running.delete(key));
  running.set(key, report);
  return report;
}

async function computeAndKeep<T>(key: string, compute: () => Promise<T>): Promise<T> {
  const value = await compute();
  const lifetime = LIFETIME_SECONDS + Math.floor(Math.random() * SPREAD_SECONDS);
  await redis.set(key, JSON.stringify(value), 'EX', lifetime).catch((error: unknown) => {
    log.warn({ error, key }, 'report was not cached');
  });
  return value;
}

async function read(key: string): Promise<string | null> {
  try {
    return await redis.get(key);
  } catch (error) {
    log.warn({ error, key }, 'report cache cannot be read');
    return null;
  }
}
