import type { PoolClient } from 'pg';

/** Books a redemption once per card and order; false when it was booked before. */
export async function redeem(client: PoolClient, cardId: string, orderId: string, cents: number): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into card_movements (card_id, order_id, amount_cents, kind) values ($1, $2, $3, 'redemption')
     on conflict on constraint one_redemption_per_order do nothing`,
    [cardId, orderId, -cents],
  );
  if (rowCount === 0) {
    return false;
  }
  await client.query('update cards set balance_cents = balance_cents - $2 where id = $1', [cardId, cents]);
  return true;
}

/** Adds a payment to a card, which need not belong to an order. */
export async function topUp(client: PoolClient, cardId: string, cents: number): Promise<void> {
  await client.query(
    `insert into card_movements (card_id, amount_cents, kind) values ($1, $2, 'top-up')`,
    [cardId, cents],
  );
  await client.query('update cards set balance_cents = balance_cents + $2 where id = $1', [cardId, cents]);
}
