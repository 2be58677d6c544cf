import { expect, it } from 'vitest';
import { isPossible } from '../src/orders/delivery-day';

const now = new Date('2025-02-10T15:00:00Z');

it.each([
  ['2025-02-11', false],
  ['2025-02-12', true],
  ['2025-04-11', true],
  ['2025-04-12', false],
])('%s is possible: %s', (day, possible) => {
  expect(isPossible(day, now)).toBe(possible);
});
