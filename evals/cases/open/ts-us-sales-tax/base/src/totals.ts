import { shippingCents } from './shipping/rates';

export interface Basket {
  country: string;
  postcode: string;
  grams: number;
  goodsCents: number;
}

export interface Totals {
  goodsCents: number;
  shippingCents: number;
  totalCents: number;
}

export async function totals(basket: Basket): Promise<Totals> {
  const shipping = await shippingCents(basket.grams, basket.country);
  return {
    goodsCents: basket.goodsCents,
    shippingCents: shipping,
    totalCents: basket.goodsCents + shipping,
  };
}
