import type { Pricing } from '../pricing/pricing.js';
import type { BasketLine } from './lines.js';

export interface Summary {
  lines: { sku: string; pieces: number; cents: number }[];
  totalCents: number;
}

/** Prices a basket at what the customer has agreed on. */
export async function summary(customerId: string, lines: BasketLine[], pricing: Pricing): Promise<Summary> {
  const priced: Summary['lines'] = [];
  for (const { sku, pieces } of lines) {
    const cents = await pricing.priceOf(customerId, sku);
    priced.push({ sku, pieces, cents: pieces * cents });
  }
  return { lines: priced, totalCents: priced.reduce((sum, { cents }) => sum + cents, 0) };
}
