import { shippingCents } from './shipping/rates';
import { salesTaxCents } from './tax/sales-tax';

export interface Basket {
  country: string;
  postcode: string;
  grams: number;
  goodsCents: number;
}

export interface Totals {
  goodsCents: number;
  shippingCents: number;
  taxCents: number;
  totalCents: number;
}

export async function totals(basket: Basket): Promise<Totals> {
  const [shipping, tax] = await Promise.all([shippingCents(basket.grams, basket.country), taxCents(basket)]);
  return {
    goodsCents: basket.goodsCents,
    shippingCents: shipping,
    taxCents: tax,
    totalCents: basket.goodsCents + shipping + tax,
  };
}

/** European prices include the tax. */
async function taxCents({ country, postcode, goodsCents }: Basket): Promise<number> {
  return country === 'US' ? salesTaxCents(postcode, goodsCents) : 0;
}
