import { expect, it } from 'vitest';
import { batches } from '../src/feeds/batches';

const change = (sequence: number, ean: string) => ({ sequence, ean, pieces: sequence, availableFrom: null });

it('keeps the last change of an article', () => {
  const [batch] = batches([change(1, '4006381333931'), change(2, '4006381333931')], 10);
  expect(batch.map(({ pieces }) => pieces)).toEqual([2]);
});

it('cuts the rest into batches', () => {
  const sizes = batches([change(1, 'a'), change(2, 'b'), change(3, 'c')], 2).map(({ length }) => length);
  expect(sizes).toEqual([2, 1]);
});
