import { expect, it } from 'vitest';
import { summary } from '../src/baskets/summary.js';
import type { Pricing } from '../src/pricing/pricing.js';

const agreed: Record<string, number> = { 'M8-30': 12, 'M8-40': 14 };

const pricing: Pricing = {
  priceOf: async (_customer, sku) => agreed[sku],
  pricesOf: async (_customer, skus) => new Map(skus.map((sku) => [sku, agreed[sku]])),
};

it('multiplies the agreed price by the pieces', async () => {
  const { totalCents } = await summary('c1', [{ sku: 'M8-30', pieces: 100 }, { sku: 'M8-40', pieces: 50 }], pricing);
  expect(totalCents).toBe(1_900);
});

it('is nothing for an empty basket', async () => {
  expect(await summary('c1', [], pricing)).toEqual({ lines: [], totalCents: 0 });
});

it('fails when there is no price', async () => {
  const away: Pricing = { ...pricing, priceOf: () => Promise.reject(new Error('pricing answered 503')) };
  await expect(summary('c1', [{ sku: 'M8-30', pieces: 1 }], away)).rejects.toThrow('503');
});
