import { inTransaction, pool } from '../database';
import { stopDunning } from './stop-dunning';

export interface Complaint {
  id: string;
  accountId: string;
  subject: string;
}

export async function hasComplaint(id: string): Promise<boolean> {
  const { rows } = await pool.query(`select 1 from crm.cases where id = $1 and kind = 'complaint'`, [id]);
  return rows.length === 1;
}

export async function openComplaint(agentId: string, accountId: string, subject: string): Promise<Complaint> {
  return inTransaction(async (client) => {
    const { rows } = await client.query<Complaint>(
      `insert into crm.cases (kind, account_id, subject, opened_by) values ('complaint', $1, $2, $3)
       returning id, account_id as "accountId", subject`,
      [accountId, subject, agentId],
    );
    await stopDunning(client, accountId, rows[0].id);
    return rows[0];
  });
}
