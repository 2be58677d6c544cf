import { alpina } from './insurers/alpina.js';
import { borealis } from './insurers/borealis.js';
import { log } from './log.js';

export interface Trip {
  days: number;
  region: 'europe' | 'world';
}

export interface Quote {
  insurer: string;
  tariff: string;
  premiumCents: number;
}

const INSURERS = { alpina, borealis } as const;

/** Asks all insurers side by side; who does not answer is left out. */
export async function quotes(trip: Trip): Promise<Quote[]> {
  const answers = await Promise.allSettled(Object.values(INSURERS).map((ask) => ask(trip)));
  const given = answers.flatMap((answer, place) => {
    if (answer.status === 'fulfilled') {
      return [answer.value];
    }
    log.warn({ error: answer.reason, insurer: Object.keys(INSURERS)[place] }, 'no quote');
    return [];
  });
  return given.sort((a, b) => a.premiumCents - b.premiumCents);
}
