import { Router } from 'express';
import { z } from 'zod';
import { companyOf, requireManager } from './auth';
import { db } from './db';
import { bookingsOf, leasesOf } from './leases';
import { letters } from './queues';
import { statementsPdf } from './statements/pdf';
import { statements } from './statements/statement';

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

routes.get('/v1/statements/:year', async (req, res) => {
  const year = z.coerce.number().int().min(2015).max(new Date().getFullYear()).parse(req.params.year);
  const company = companyOf(res);
  const [leases, bookings] = await Promise.all([leasesOf(company), bookingsOf(company, year)]);
  res.type('application/pdf').attachment(`statements-${year}.pdf`);
  statementsPdf(year, statements(leases, bookings)).pipe(res);
});
