import type { StockChange } from './supplier-client';

/** Keeps the last change of each article and cuts the result into batches of one size. */
export function batches(changes: StockChange[], size: number): StockChange[][] {
  const latest = new Map(changes.map((change) => [change.ean, change]));
  const all = [...latest.values()];
  const cut: StockChange[][] = [];
  for (let start = 0; start < all.length; start += size) {
    cut.push(all.slice(start, start + size));
  }
  return cut;
}
