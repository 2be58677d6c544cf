import { Router } from 'express';
import { z } from 'zod';
import { companyOf, requireManager } from './auth';
import { db } from './db';
import { letters } from './queues';

export const routes = Router();
routes.use(requireManager);

routes.post('/v1/leases/:id/reminder', async (req, res) => {
  const id = z.string().uuid().parse(req.params.id);
  const lease = await db('leases').where({ id, company_id: companyOf(res) }).first('id');
  if (!lease) {
    res.status(404).json({ code: 'lease_not_found' });
    return;
  }
  const job = await letters.add('reminder', { leaseId: lease.id, template: 'reminder' });
  res.status(202).json({ job: job.id });
});
