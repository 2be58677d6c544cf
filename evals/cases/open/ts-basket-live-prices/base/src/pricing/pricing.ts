import { z } from 'zod';
import { getJson } from '../http.js';

const priced = z.object({ sku: z.string(), cents: z.number().int().min(0) });
const pricedList = z.array(priced);

export interface Pricing {
  /** The price of one piece for a customer, in cents. */
  priceOf(customerId: string, sku: string): Promise<number>;
  /** The prices of up to 500 articles for a customer, in cents by article. */
  pricesOf(customerId: string, skus: string[]): Promise<Map<string, number>>;
}

export const pricing: Pricing = {
  async priceOf(customerId, sku) {
    return priced.parse(await getJson(`/v2/customers/${customerId}/prices/${encodeURIComponent(sku)}`)).cents;
  },
  async pricesOf(customerId, skus) {
    const query = new URLSearchParams(skus.map((sku) => ['sku', sku]));
    const list = pricedList.parse(await getJson(`/v2/customers/${customerId}/prices?${query}`));
    return new Map(list.map(({ sku, cents }) => [sku, cents]));
  },
};
