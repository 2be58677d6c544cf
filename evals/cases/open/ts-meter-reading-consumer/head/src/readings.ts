import type { PoolClient } from 'pg';

export interface Reading {
  meterId: string;
  readAt: Date;
  wattHours: number;
}

/** Keeps a reading; false when it was there already, and stays as it was. */
export async function keepReading(client: PoolClient, reading: Reading): Promise<boolean> {
  const { rowCount } = await client.query(
    'insert into readings (meter_id, read_at, watt_hours) values ($1, $2, $3) on conflict do nothing',
    [reading.meterId, reading.readAt, reading.wattHours],
  );
  return rowCount === 1;
}

/** Counts a reading for its day, by the calendar of the grid (UTC). */
export async function countReading(client: PoolClient, reading: Reading): Promise<void> {
  await client.query(
    `insert into daily_use (meter_id, day, readings) values ($1, ($2::timestamptz at time zone 'UTC')::date, 1)
     on conflict (meter_id, day) do update set readings = daily_use.readings + 1`,
    [reading.meterId, reading.readAt],
  );
}
