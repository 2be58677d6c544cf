import { expect, it } from 'vitest';
import { grams } from '../src/scale';

it('reads grams from a floor scale', () => {
  expect(grams('floor', 12_340)).toBe(12_340);
});

it('reads half kilograms from an axle scale', () => {
  expect(grams('axle', 25_001)).toBe(12_500_500);
});
