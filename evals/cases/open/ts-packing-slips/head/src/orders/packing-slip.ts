import { Order } from './order.entity';

export interface PackingSlip {
  orderId: string;
  recipient: string;
  pieces: number;
  picks: { bin: string; sku: string; quantity: number }[];
}

/** Lists what to pick in the order in which the bins stand along the aisle. */
export async function packingSlip(order: Order): Promise<PackingSlip> {
  const lines = await order.lines;
  const picks = lines
    .map(({ bin, sku, quantity }) => ({ bin, sku, quantity }))
    .sort((a, b) => a.bin.localeCompare(b.bin));
  return {
    orderId: order.id,
    recipient: order.recipient,
    pieces: picks.reduce((sum, pick) => sum + pick.quantity, 0),
    picks,
  };
}
