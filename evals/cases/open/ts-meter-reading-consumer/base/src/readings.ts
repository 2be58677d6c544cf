import type { PoolClient } from 'pg';

export interface Reading {
  meterId: string;
  readAt: Date;
  wattHours: number;
}

/** Keeps a reading; one that is there already stays as it was. */
export async function keepReading(client: PoolClient, reading: Reading): Promise<void> {
  await client.query(
    'insert into readings (meter_id, read_at, watt_hours) values ($1, $2, $3) on conflict do nothing',
    [reading.meterId, reading.readAt, reading.wattHours],
  );
}
