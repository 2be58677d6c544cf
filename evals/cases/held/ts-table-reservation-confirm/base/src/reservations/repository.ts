import { pool } from '../database.js';

export interface Reservation {
  id: string;
  code: string;
  phone: string;
  guests: number;
  startsAt: Date;
  state: 'requested' | 'confirmed' | 'cancelled';
}

const COLUMNS = 'id, code, phone, guests, starts_at as "startsAt", state';

export async function byCode(code: string): Promise<Reservation | null> {
  const { rows } = await pool.query<Reservation>(`select ${COLUMNS} from reservations where code = $1`, [code]);
  return rows[0] ?? null;
}

export async function insert(reservation: Omit<Reservation, 'id' | 'state'>): Promise<Reservation> {
  const { rows } = await pool.query<Reservation>(
    `insert into reservations (code, phone, guests, starts_at)
     values ($1, $2, $3, $4) returning ${COLUMNS}`,
    [reservation.code, reservation.phone, reservation.guests, reservation.startsAt],
  );
  return rows[0];
}
