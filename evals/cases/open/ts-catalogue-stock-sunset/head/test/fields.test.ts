import { describe, expect, it } from 'vitest';
import { fields } from '../src/products/fields';

describe('fields', () => {
  it('means all of them when it is left out', () => {
    expect(fields.parse(undefined)).toEqual(['id', 'sku', 'name', 'description', 'brand']);
  });

  it('keeps the id, once', () => {
    expect(fields.parse('name,id')).toEqual(['id', 'name']);
  });

  it.each(['cost_price', 'name,*', ''])('refuses %s', (text) => {
    expect(fields.safeParse(text).success).toBe(false);
  });
});
