import type { PoolClient } from 'pg';

const DAYS = 21;

/** Keeps reminders away from a customer while a complaint is looked into. */
export async function stopDunning(client: PoolClient, accountId: string, complaintId: string): Promise<void> {
  await client.query(
    `update billing.dunning
        set stopped_until = current_date + $2::int, stopped_because = $3
      where account_id = $1`,
    [accountId, DAYS, `complaint ${complaintId}`],
  );
}
