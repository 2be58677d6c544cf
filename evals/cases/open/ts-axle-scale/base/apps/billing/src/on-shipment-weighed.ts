import type { Pool } from 'pg';
import { z } from 'zod';
import { priceCents } from './tariff';

const weighed = z.object({
  type: z.literal('shipment.weighed'),
  shipmentId: z.string().uuid(),
  weight: z.number().positive(),
  weighedAt: z.string().datetime(),
});

/** Prices a shipment once its weight is known; a second message sets the same price again. */
export async function onShipmentWeighed(pool: Pool, value: unknown): Promise<void> {
  const event = weighed.parse(value);
  await pool.query(
    `insert into charges (shipment_id, cents) values ($1, $2)
     on conflict (shipment_id) do update set cents = excluded.cents`,
    [event.shipmentId, priceCents(event.weight)],
  );
}
