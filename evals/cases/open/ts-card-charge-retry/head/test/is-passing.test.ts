import { expect, it } from 'vitest';
import { AcquirerError } from '../src/acquirer.js';
import { isPassing } from '../src/collect.js';

it.each([429, 500, 503])('tries again after %i', (status) => {
  expect(isPassing(new AcquirerError(status))).toBe(true);
});

it.each([400, 402, 409])('gives up after %i', (status) => {
  expect(isPassing(new AcquirerError(status))).toBe(false);
});

it('tries again after a time-out', () => {
  expect(isPassing(new DOMException('The operation timed out', 'TimeoutError'))).toBe(true);
});
