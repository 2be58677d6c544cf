import { z } from 'zod';
import { dataSource } from '../data-source';
import { Ticket } from './ticket.entity';

export const listQuery = z.object({
  assignee: z.string().uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

/** Lists the newest tickets of an account, of one assignee if asked. */
export function newest(accountId: string, { assignee, limit }: z.infer<typeof listQuery>): Promise<Ticket[]> {
  return dataSource.getRepository(Ticket).find({
    where: { accountId, ...(assignee && { assigneeId: assignee }) },
    order: { openedAt: 'DESC' },
    take: limit,
  });
}
