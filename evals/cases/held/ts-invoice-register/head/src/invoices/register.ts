import { z } from 'zod';
import { db } from '../db';

const SORT_COLUMNS = {
  issued: 'issued_on',
  due: 'due_on',
  total: 'total_cents',
} as const;

const CHUNK = 500;

export const registerQuery = z.object({
  sort: z.enum(['issued', 'due', 'total']).default('issued'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export type RegisterQuery = z.infer<typeof registerQuery>;

export interface RegisterRow {
  id: string;
  number: string;
  totalCents: string;
  issuedOn: string;
  dueOn: string;
}

/** Reads the first rows of a company's invoice register, in the order that the caller chose. */
export function registerPage(companyId: string, query: RegisterQuery): Promise<RegisterRow[]> {
  const column = SORT_COLUMNS[query.sort];
  return db('invoices')
    .where('company_id', companyId)
    .orderByRaw(`${column} ${query.direction}, id ${query.direction}`)
    .limit(query.limit)
    .select('id', 'number', 'total_cents as totalCents', 'issued_on as issuedOn', 'due_on as dueOn');
}

/** Sums the payments of each invoice, in cents; invoices without a payment are not in the map. */
export async function paidCents(companyId: string, invoiceIds: string[]): Promise<Map<string, bigint>> {
  const paid = new Map<string, bigint>();
  for (let start = 0; start < invoiceIds.length; start += CHUNK) {
    const rows = await db('payments')
      .join('invoices', 'invoices.id', 'payments.invoice_id')
      .where('invoices.company_id', companyId)
      .whereIn('payments.invoice_id', invoiceIds.slice(start, start + CHUNK))
      .groupBy('payments.invoice_id')
      .select('payments.invoice_id as id')
      .sum('payments.amount_cents as cents');
    for (const row of rows) {
      paid.set(row.id, BigInt(row.cents));
    }
  }
  return paid;
}
