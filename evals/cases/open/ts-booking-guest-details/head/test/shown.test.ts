import { expect, it } from 'vitest';
import { shown } from '../src/bookings';

it('spells the country out', () => {
  const row = { code: 'AB12CD34', nights: 2, guest_name: 'Ida Berg', guest_country: 'NO' };
  expect(shown(row)).toEqual({
    code: 'AB12CD34',
    nights: 2,
    guest: { name: 'Ida Berg', country: 'NO', countryName: 'Norway' },
  });
});
