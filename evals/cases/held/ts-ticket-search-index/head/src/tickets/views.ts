import { dataSource } from '../data-source';

/** Notes that an agent looked at a ticket; false when the account has no such ticket. */
export async function noteView(accountId: string, agentId: string, ticketId: string): Promise<boolean> {
  const noted = await dataSource.query(
    `INSERT INTO ticket_views (agent_id, ticket_id)
     SELECT $1, id FROM tickets WHERE id = $2 AND account_id = $3
     ON CONFLICT (agent_id, ticket_id) DO UPDATE SET viewed_at = now()
     RETURNING ticket_id`,
    [agentId, ticketId, accountId],
  );
  return noted.length === 1;
}
