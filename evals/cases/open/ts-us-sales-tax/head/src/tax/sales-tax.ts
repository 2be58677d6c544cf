import { z } from 'zod';
import { partnerClient } from '../http/partner-client';

const taxDesk = partnerClient('taxdesk', {
  baseURL: process.env.TAXDESK_URL,
  headers: { authorization: `Bearer ${process.env.TAXDESK_TOKEN}` },
});

const assessment = z.object({ taxCents: z.number().int().min(0) });

/** Asks for the sales tax on goods that go to a place in the United States, in cents. */
export async function salesTaxCents(postcode: string, goodsCents: number): Promise<number> {
  const { data } = await taxDesk.get('/v1/assessments', { params: { zip: postcode, amount: goodsCents } });
  return assessment.parse(data).taxCents;
}
