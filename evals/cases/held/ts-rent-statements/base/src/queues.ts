import { Queue } from 'bullmq';
import { Redis } from 'ioredis';

export const connection = new Redis(process.env.REDIS_URL as string, { maxRetriesPerRequest: null });

/** Letters to print; the worker renders and sends each one. */
export const letters = new Queue<{ leaseId: string; template: string }>('letters', {
  connection,
  defaultJobOptions: { attempts: 5, backoff: { type: 'exponential', delay: 2_000 }, removeOnComplete: 1_000 },
});
