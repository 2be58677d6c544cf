import { describe, expect, it } from 'vitest';
import { registerQuery } from '../src/invoices/register';

describe('registerQuery', () => {
  it('shows the newest fifty when nothing is asked for', () => {
    expect(registerQuery.parse({})).toEqual({ sort: 'issued', direction: 'desc', limit: 50 });
  });

  it.each([{ limit: '0' }, { limit: '101' }, { sort: 'company_id' }, { direction: 'desc; --' }])(
    'refuses %o',
    (query) => {
      expect(registerQuery.safeParse(query).success).toBe(false);
    },
  );
});
