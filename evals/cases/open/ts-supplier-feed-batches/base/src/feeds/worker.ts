import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { log } from '../log';
import { syncSupplier } from './sync';

const connection = new Redis(process.env.REDIS_URL as string, { maxRetriesPerRequest: null });

export const worker = new Worker<{ supplierId: string }>(
  'supplier-sync',
  async (job) => {
    const applied = await syncSupplier(job.data.supplierId);
    log.info({ supplierId: job.data.supplierId, applied }, 'supplier synchronised');
  },
  { connection, concurrency: 4 },
);

worker.on('failed', (job, error) => log.error({ job: job?.id, error }, 'synchronisation failed'));

process.on('SIGTERM', () => {
  void worker.close().then(() => process.exit(0));
});
