import { recordCredits } from '../credits/ledger.js';
import { prisma } from '../database.js';
import { BookingNotFound, BookingNotOpen } from './errors.js';

const FREE_UNTIL_HOURS = 12;

export interface Cancellation {
  bookingId: string;
  refunded: number;
}

/** Gives the seat back and, up to twelve hours before the class, the credits too. */
export async function cancelBooking(memberId: string, bookingId: string, now: Date): Promise<Cancellation> {
  return prisma.$transaction(async (tx) => {
    const booking = await tx.booking.findFirst({
      where: { id: bookingId, memberId },
      include: { session: true },
    });
    if (!booking) {
      throw new BookingNotFound(bookingId);
    }
    const refunded = isFree(booking.session.startsAt, now) ? booking.credits : 0;
    if (refunded > 0) {
      await recordCredits({ memberId, bookingId, amount: refunded, reason: 'cancellation' });
    }
    const { count } = await tx.booking.updateMany({
      where: { id: bookingId, state: 'booked' },
      data: { state: 'cancelled' },
    });
    if (count === 0) {
      throw new BookingNotOpen(bookingId);
    }
    await tx.session.update({
      where: { id: booking.sessionId },
      data: { taken: { decrement: 1 } },
    });
    return { bookingId, refunded };
  });
}

function isFree(startsAt: Date, now: Date): boolean {
  return startsAt.getTime() - now.getTime() >= FREE_UNTIL_HOURS * 3_600_000;
}
