import { Router } from 'express';
import { z } from 'zod';
import { principalOf, requireRole } from '../auth';
import { db } from '../db';

export const invoiceRoutes = Router();
invoiceRoutes.use(requireRole('accountant'));

invoiceRoutes.get('/v1/invoices/:id', async (req, res) => {
  const id = z.string().uuid().parse(req.params.id);
  const { companyId } = principalOf(res);
  const invoice = await db('invoices').where({ id, company_id: companyId }).first();
  if (!invoice) {
    res.status(404).json({ code: 'invoice_not_found' });
    return;
  }
  res.json({ id: invoice.id, number: invoice.number, totalCents: invoice.total_cents });
});
