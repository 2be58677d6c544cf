const DAY_MS = 86_400_000;

/** Flowers are bound the day before, and no tour is planned more than sixty days ahead. */
export function isPossible(deliverOn: string, now: Date): boolean {
  const days = (Date.parse(deliverOn) - now.getTime()) / DAY_MS;
  return days >= 1 && days <= 60;
}
