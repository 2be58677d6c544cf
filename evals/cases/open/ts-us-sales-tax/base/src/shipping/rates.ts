import { z } from 'zod';
import { partnerClient } from '../http/partner-client';

const parcelHub = partnerClient('parcelhub', { baseURL: process.env.PARCELHUB_URL, timeout: 1_500 });

const rate = z.object({ cents: z.number().int().min(0) });

/** Asks what a parcel costs, in cents. */
export async function shippingCents(grams: number, country: string): Promise<number> {
  const { data } = await parcelHub.get('/rates', { params: { grams, country } });
  return rate.parse(data).cents;
}
