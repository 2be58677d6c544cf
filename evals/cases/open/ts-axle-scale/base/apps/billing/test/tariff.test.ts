import { expect, it } from 'vitest';
import { priceCents } from '../src/tariff';

it.each([
  [4_999, 690],
  [31_500, 1_490],
  [100_001, 7_850],
])('prices %i g', (grams, cents) => {
  expect(priceCents(grams)).toBe(cents);
});
