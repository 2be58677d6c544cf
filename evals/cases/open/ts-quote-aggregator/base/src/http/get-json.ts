import { Counter, Histogram } from 'prom-client';
import { requestId } from '../request-context.js';

const durations = new Histogram({ name: 'outgoing_seconds', help: 'Outgoing requests', labelNames: ['service'] });
const failures = new Counter({ name: 'outgoing_failures_total', help: 'Failed requests', labelNames: ['service'] });

/** Gets JSON from an insurer, with the request id, a limit of time and a measurement. */
export async function getJson(service: string, url: URL, headers: Record<string, string> = {}): Promise<unknown> {
  const stop = durations.startTimer({ service });
  try {
    const response = await fetch(url, {
      headers: { ...headers, accept: 'application/json', 'x-request-id': requestId() ?? '' },
      signal: AbortSignal.timeout(3_000),
    });
    if (!response.ok) {
      throw new Error(`${service} answered ${response.status}`);
    }
    return await response.json();
  } catch (error) {
    failures.inc({ service });
    throw error;
  } finally {
    stop();
  }
}
