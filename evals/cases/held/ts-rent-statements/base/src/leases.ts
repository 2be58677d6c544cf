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
