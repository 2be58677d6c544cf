import { expect, it } from 'vitest';
import { issueCode, redeemCode } from '../src/login/codes.js';

it('takes a code once', () => {
  const code = issueCode('c1', 0);
  expect(redeemCode('c1', code, 1_000)).toBe(true);
  expect(redeemCode('c1', code, 1_000)).toBe(false);
});

it('takes no code after five minutes', () => {
  expect(redeemCode('c2', issueCode('c2', 0), 300_001)).toBe(false);
});

it('takes no sixth attempt', () => {
  const code = issueCode('c3', 0);
  const wrong = code === '000000' ? '111111' : '000000';
  for (let attempt = 0; attempt < 5; attempt += 1) {
    redeemCode('c3', wrong, 0);
  }
  expect(redeemCode('c3', code, 0)).toBe(false);
});
