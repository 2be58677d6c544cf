import { prisma } from '../database.js';

export type CreditReason = 'booking' | 'late-cancellation' | 'cancellation' | 'goodwill';

export interface CreditChange {
  memberId: string;
  bookingId: string;
  amount: number;
  reason: CreditReason;
}

/** Writes one line of a member's credit statement and moves the balance by the same amount. */
export async function recordCredits(change: CreditChange): Promise<void> {
  await prisma.$transaction([
    prisma.creditEntry.create({ data: change }),
    prisma.member.update({
      where: { id: change.memberId },
      data: { credits: { increment: change.amount } },
    }),
  ]);
}
