import type { PoolClient } from 'pg';
import { announce } from './outbox';

export interface ScaleReading {
  shipmentId: string;
  grams: number;
  at: Date;
}

/** Keeps what the scale of the dock has read. */
export async function weigh(client: PoolClient, reading: ScaleReading): Promise<void> {
  await client.query('update shipments set weight_g = $2, weighed_at = $3 where id = $1', [
    reading.shipmentId,
    reading.grams,
    reading.at,
  ]);
  await announce(client, {
    type: 'shipment.weighed',
    shipmentId: reading.shipmentId,
    weight: reading.grams,
    weighedAt: reading.at.toISOString(),
  });
}
