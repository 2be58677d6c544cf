import { Agent, fetch } from 'undici';
import { type Label, zpl } from './labels.js';
import { log } from './log.js';

const agent = new Agent({
  connect: { timeout: 2_000, rejectUnauthorized: false },
  headersTimeout: 4_000,
  bodyTimeout: 4_000,
  connections: 4,
});

export class BridgeError extends Error {
  constructor(readonly status: number) {
    super(`The bridge answered ${status}`);
  }
}

/** Prints a label, once for its job, as soon as the bridge of the hall is there. */
export async function print(label: Label): Promise<void> {
  const { job } = label;
  while (true) {
    try {
      await put(job, zpl(label));
      return;
    } catch (error) {
      if (error instanceof BridgeError && error.status < 500) {
        throw error;
      }
      log.warn({ error, job }, 'the bridge does not answer, trying again');
    }
  }
}

async function put(job: string, text: string): Promise<void> {
  const response = await fetch(new URL(`/jobs/${job}`, process.env.BRIDGE_URL), {
    method: 'PUT',
    headers: { authorization: `Bearer ${process.env.BRIDGE_TOKEN}`, 'content-type': 'application/zpl' },
    body: text,
    dispatcher: agent,
  });
  // A body that nobody reads keeps its connection.
  await response.text();
  if (!response.ok) {
    throw new BridgeError(response.status);
  }
}
