import { z } from 'zod';
import type { Quote, Trip } from '../quotes.js';

const offers = z.object({
  offers: z.array(z.object({ product: z.string(), price: z.number().int().positive() })).min(1).max(20),
});

const PRODUCTS = { europe: 'EU-BASIC', world: 'WW-PLUS' } as const;

/** Asks Borealis, whose API takes the trip as a body and answers with an offer per product. */
export async function borealis(trip: Trip): Promise<Quote> {
  const response = await fetch(new URL('/api/offers', process.env.BOREALIS_URL), {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'x-partner-key': process.env.BOREALIS_KEY as string,
    },
    body: JSON.stringify({ duration: trip.days, product: PRODUCTS[trip.region] }),
    signal: AbortSignal.timeout(3_000),
  });
  if (!response.ok) {
    throw new Error(`borealis answered ${response.status}`);
  }
  const [cheapest] = offers.parse(await response.json()).offers.sort((a, b) => a.price - b.price);
  return { insurer: 'Borealis', tariff: cheapest.product, premiumCents: cheapest.price };
}
