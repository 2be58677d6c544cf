import { Router } from 'express';
import { z } from 'zod';
import { principalOf, requireRole } from '../auth';
import { db } from '../db';
import { paidCents, registerPage, registerQuery } from './register';

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

invoiceRoutes.get('/v1/invoices', async (req, res) => {
  const query = registerQuery.parse(req.query);
  const { companyId } = principalOf(res);
  const rows = await registerPage(companyId, query);
  const paid = await paidCents(companyId, rows.map((row) => row.id));
  res.json({
    invoices: rows.map((row) => ({ ...row, paidCents: String(paid.get(row.id) ?? 0n) })),
  });
});
