import type { Booking, Lease } from '../leases';

export interface Statement {
  lease: Lease;
  bookings: Booking[];
  balanceCents: number;
}

/** Puts the bookings of a year to their leases. */
export function statements(leases: Lease[], bookings: Booking[]): Statement[] {
  return leases.map((lease) => {
    const own = bookings.filter((booking) => booking.leaseId === lease.id);
    return { lease, bookings: own, balanceCents: own.reduce((sum, { cents }) => sum + cents, 0) };
  });
}
