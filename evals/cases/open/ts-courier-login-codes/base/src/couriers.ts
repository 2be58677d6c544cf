import { pool } from './database.js';

export interface Courier {
  id: string;
  phone: string;
}

export async function courierByPhone(phone: string): Promise<Courier | null> {
  const { rows } = await pool.query<Courier>('select id, phone from couriers where phone = $1 and left_on is null', [
    phone,
  ]);
  return rows[0] ?? null;
}
