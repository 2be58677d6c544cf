import { pool } from '../database';
import type { ParcelRow } from './parcel';

export async function findParcel(trackingNumber: string): Promise<ParcelRow | null> {
  const { rows } = await pool.query<ParcelRow>(
    `select p.tracking_number, p.state, r.window_from, r.window_to, d.name as depot_name
       from parcels p
       left join depots d on d.id = p.depot_id
       left join route_stops r on r.parcel_id = p.id
      where p.tracking_number = $1`,
    [trackingNumber],
  );
  return rows[0] ?? null;
}
