import type { PoolClient } from 'pg';

export interface Mail {
  recipient: string;
  template: 'welcome' | 'password-reset' | 'password-changed';
  fields: Record<string, string>;
  delayMs?: number;
}

/** Keeps a mail in the transaction of the caller; a worker sends what is due and removes it. */
export async function queueMail(client: PoolClient, { recipient, template, fields, delayMs = 0 }: Mail): Promise<void> {
  await client.query(
    `insert into mail_outbox (recipient, template, fields, send_after)
     values ($1, $2, $3, now() + $4 * interval '1 millisecond')`,
    [recipient, template, fields, delayMs],
  );
}
