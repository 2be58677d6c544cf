import type { PoolClient } from 'pg';
import type { ShipmentEvent } from '@freight/events';

/** Keeps an event in the transaction of the caller; the relay sends it. */
export async function announce(client: PoolClient, event: ShipmentEvent): Promise<void> {
  await client.query('insert into outbox (key, event) values ($1, $2)', [event.shipmentId, JSON.stringify(event)]);
}
