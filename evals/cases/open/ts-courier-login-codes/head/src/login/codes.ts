import { randomInt, timingSafeEqual } from 'node:crypto';

const LIFETIME_MS = 5 * 60_000;
const MOST_ATTEMPTS = 5;
const MOST_CODES = 10_000;

interface Code {
  digits: string;
  until: number;
  attempts: number;
}

const codes = new Map<string, Code>();

/** Makes a code of six digits for a courier, in place of one that was made before. */
export function issueCode(courierId: string, now = Date.now()): string {
  const digits = String(randomInt(1_000_000)).padStart(6, '0');
  codes.delete(courierId);
  if (codes.size >= MOST_CODES) {
    codes.delete(codes.keys().next().value as string);
  }
  codes.set(courierId, { digits, until: now + LIFETIME_MS, attempts: 0 });
  return digits;
}

/** Takes a code back: true once, for the right digits in time and within five attempts. */
export function redeemCode(courierId: string, digits: string, now = Date.now()): boolean {
  const code = codes.get(courierId);
  if (!code || code.until < now || code.attempts >= MOST_ATTEMPTS) {
    return false;
  }
  code.attempts += 1;
  if (!timingSafeEqual(Buffer.from(code.digits), Buffer.from(digits))) {
    return false;
  }
  codes.delete(courierId);
  return true;
}
