import { z } from 'zod';

const identity = z.object({ reviewerId: z.string().uuid() });

/** Exchanges a one-time ticket of the foundation's identity provider for a reviewer; null when it is not valid. */
export async function redeemTicket(ticket: string): Promise<string | null> {
  const response = await fetch(new URL('/tickets/redeem', process.env.IDENTITY_URL), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ticket }),
    signal: AbortSignal.timeout(3_000),
  });
  if (response.status === 404) {
    return null;
  }
  if (!response.ok) {
    throw new Error(`identity provider answered ${response.status}`);
  }
  return identity.parse(await response.json()).reviewerId;
}
