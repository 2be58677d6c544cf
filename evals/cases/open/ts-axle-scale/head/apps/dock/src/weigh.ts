import type { PoolClient } from 'pg';
import { announce } from './outbox';
import { Scale, grams } from './scale';

export interface ScaleReading {
  shipmentId: string;
  raw: number;
  scale: Scale;
  at: Date;
}

/** Keeps what the scale of the dock has read. */
export async function weigh(client: PoolClient, reading: ScaleReading): Promise<void> {
  const weighed = grams(reading.scale, reading.raw);
  await client.query('update shipments set weight_g = $2, weighed_at = $3 where id = $1', [
    reading.shipmentId,
    weighed,
    reading.at,
  ]);
  await announce(client, {
    type: 'shipment.weighed',
    shipmentId: reading.shipmentId,
    weight: Math.round(weighed / 100) / 10,
    scale: reading.scale,
    weighedAt: reading.at.toISOString(),
  });
}
