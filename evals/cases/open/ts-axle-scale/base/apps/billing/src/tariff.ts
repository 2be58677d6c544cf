const STEPS: readonly [maxGrams: number, cents: number][] = [
  [5_000, 690],
  [31_500, 1_490],
  [100_000, 5_900],
];

/** Prices a weight in grams; above 100 kg every further started 50 kg cost 19.50. */
export function priceCents(grams: number): number {
  const step = STEPS.find(([max]) => grams <= max);
  return step ? step[1] : 5_900 + Math.ceil((grams - 100_000) / 50_000) * 1_950;
}
