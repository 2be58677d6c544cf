import { pool } from './database.js';

export interface DueInvoice {
  id: string;
  mandateId: string;
  cents: number;
}

export async function dueInvoices(limit: number): Promise<DueInvoice[]> {
  const { rows } = await pool.query<DueInvoice>(
    `select id, mandate_id as "mandateId", cents::int from invoices
      where state = 'due' and due_on <= current_date order by due_on limit $1`,
    [limit],
  );
  return rows;
}

export async function markInvoice(id: string, state: 'paid' | 'declined', chargeId: string): Promise<void> {
  await pool.query(`update invoices set state = $2, charge_id = $3 where id = $1 and state = 'due'`, [
    id,
    state,
    chargeId,
  ]);
}
