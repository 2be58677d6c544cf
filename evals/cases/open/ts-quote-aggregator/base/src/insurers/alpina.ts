import { z } from 'zod';
import { getJson } from '../http/get-json.js';
import type { Quote, Trip } from '../quotes.js';

const answer = z.object({ premiumCents: z.number().int().positive(), tariff: z.string() });

export async function alpina(trip: Trip): Promise<Quote> {
  const url = new URL('/v2/quote', process.env.ALPINA_URL);
  url.search = new URLSearchParams({ days: String(trip.days), region: trip.region }).toString();
  const { premiumCents, tariff } = answer.parse(await getJson('alpina', url));
  return { insurer: 'Alpina', tariff, premiumCents };
}
