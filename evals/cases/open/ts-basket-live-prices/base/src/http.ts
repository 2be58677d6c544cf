import { Histogram } from 'prom-client';

const durations = new Histogram({ name: 'pricing_seconds', help: 'Calls of the pricing service', labelNames: ['ok'] });

/** Gets JSON from the pricing service within two seconds. */
export async function getJson(path: string): Promise<unknown> {
  const stop = durations.startTimer();
  let ok = false;
  try {
    const response = await fetch(new URL(path, process.env.PRICING_URL), { signal: AbortSignal.timeout(2_000) });
    if (!response.ok) {
      throw new Error(`pricing answered ${response.status} for ${path}`);
    }
    const body: unknown = await response.json();
    ok = true;
    return body;
  } finally {
    stop({ ok: String(ok) });
  }
}
