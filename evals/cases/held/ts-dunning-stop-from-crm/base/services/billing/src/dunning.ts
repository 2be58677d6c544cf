import type { Pool } from 'pg';

/** Stops dunning until a day and takes back the letter that is being printed, if there is one. */
export async function stopDunning(pool: Pool, accountId: string, until: string, because: string): Promise<void> {
  await pool.query(
    `with stopped as (
       update billing.dunning set stopped_until = $2, stopped_because = $3 where account_id = $1 returning account_id
     )
     update billing.letters l set state = 'withdrawn'
       from stopped where l.account_id = stopped.account_id and l.state = 'printing'`,
    [accountId, until, because],
  );
}
