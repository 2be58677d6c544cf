import { db } from './db';

export interface Lease {
  id: string;
  tenant: string;
  unit: string;
}

export interface Booking {
  leaseId: string;
  bookedOn: string;
  cents: number;
  text: string;
}

export function leasesOf(companyId: string): Promise<Lease[]> {
  return db('leases').where({ company_id: companyId }).orderBy('id').select('id', 'tenant', 'unit');
}

/** Reads what was booked in a year on the leases of a company. */
export function bookingsOf(companyId: string, year: number): Promise<Booking[]> {
  return db('bookings')
    .join('leases', 'leases.id', 'bookings.lease_id')
    .where('leases.company_id', companyId)
    .whereBetween('bookings.booked_on', [`${year}-01-01`, `${year}-12-31`])
    .orderBy('bookings.booked_on')
    .select('bookings.lease_id as leaseId', 'bookings.booked_on as bookedOn', 'bookings.cents', 'bookings.text');
}
