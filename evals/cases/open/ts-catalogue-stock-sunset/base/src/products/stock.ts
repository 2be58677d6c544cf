import { db } from '../db';

export async function piecesInStock(productId: string): Promise<number> {
  const row = await db('stock').where({ product_id: productId }).sum<{ pieces: string | null }>('pieces as pieces').first();
  return Number(row?.pieces ?? 0);
}
