import type { BasketLine } from './lines.js';

export interface Summary {
  lines: { sku: string; pieces: number; cents: number }[];
  totalCents: number;
}

/** Prices a basket at list prices. */
export function summary(lines: BasketLine[]): Summary {
  const priced = lines.map(({ sku, pieces, listCents }) => ({ sku, pieces, cents: pieces * listCents }));
  return { lines: priced, totalCents: priced.reduce((sum, { cents }) => sum + cents, 0) };
}
