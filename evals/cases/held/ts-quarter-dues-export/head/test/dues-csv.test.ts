import { expect, it } from 'vitest';
import { line } from '../src/dues-csv.js';

const DUE = { member: 4711, name: 'Ida Berg', iban: 'DE02120300000000202051', cents: 4250 };

it('writes the amount with a comma', () => {
  expect(line(DUE)).toBe('4711;"Ida Berg";DE02120300000000202051;42,50\r\n');
});

it.each([
  [5, '0,05'],
  [100, '1,00'],
])('writes %i cents as %s', (cents, text) => {
  expect(line({ ...DUE, cents })).toContain(`;${text}\r\n`);
});

it('makes no formula of a name', () => {
  expect(line({ ...DUE, name: '=1+1' })).toContain(`;"'=1+1";`);
});
