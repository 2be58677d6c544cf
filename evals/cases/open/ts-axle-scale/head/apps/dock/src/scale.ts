export type Scale = 'floor' | 'axle';

/** Floor scales count grams, axle scales half kilograms. */
const GRAMS_PER_COUNT: Record<Scale, number> = { floor: 1, axle: 500 };

/** Converts what a scale counts to grams. */
export function grams(scale: Scale, counts: number): number {
  return counts * GRAMS_PER_COUNT[scale];
}
