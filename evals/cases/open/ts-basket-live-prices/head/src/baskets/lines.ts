import { pool } from '../database.js';

export interface BasketLine {
  sku: string;
  pieces: number;
}

export async function linesOf(customerId: string, basketId: string): Promise<BasketLine[]> {
  const { rows } = await pool.query<BasketLine>(
    `select l.sku, l.pieces
       from basket_lines l join baskets b on b.id = l.basket_id
      where b.id = $1 and b.customer_id = $2
      order by l.position limit 400`,
    [basketId, customerId],
  );
  return rows;
}
