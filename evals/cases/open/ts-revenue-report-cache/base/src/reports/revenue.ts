import { pool } from '../database.js';
import { currentShop } from '../tenant.js';

export interface RevenueDay {
  day: string;
  orders: number;
  grossCents: string;
}

/** Sums the paid orders of each day between two dates, both included. */
export async function revenueByDay(from: string, to: string): Promise<RevenueDay[]> {
  const { rows } = await pool.query<RevenueDay>(
    `select paid_on::text as day, count(*)::int as orders, sum(gross_cents)::text as "grossCents"
       from orders
      where shop_id = $1 and paid_on between $2 and $3
      group by paid_on
      order by paid_on`,
    [currentShop(), from, to],
  );
  return rows;
}
