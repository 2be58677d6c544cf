import { z } from 'zod';
import { dataSource } from '../data-source';
import { Ticket } from './ticket.entity';

export const listQuery = z.object({ limit: z.coerce.number().int().min(1).max(100).default(25) });

/** Lists the newest tickets of an account. */
export function newest(accountId: string, { limit }: z.infer<typeof listQuery>): Promise<Ticket[]> {
  return dataSource.getRepository(Ticket).find({
    where: { accountId },
    order: { openedAt: 'DESC' },
    take: limit,
  });
}
