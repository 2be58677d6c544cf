import { z } from 'zod';

const charged = z.object({ id: z.string(), state: z.enum(['captured', 'declined']) });
export type Charged = z.infer<typeof charged>;

export class AcquirerError extends Error {
  constructor(readonly status: number) {
    super(`The acquirer answered ${status}`);
  }
}

export interface Charge {
  mandateId: string;
  cents: number;
  idempotencyKey: string;
}

/** Charges a card; the acquirer answers a key that it knows with the first answer, for seven days. */
export async function charge({ mandateId, cents, idempotencyKey }: Charge): Promise<Charged> {
  const response = await fetch(new URL('/v1/charges', process.env.ACQUIRER_URL), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${process.env.ACQUIRER_TOKEN}`,
      'content-type': 'application/json',
      'idempotency-key': idempotencyKey,
    },
    body: JSON.stringify({ mandate: mandateId, amount: cents }),
    signal: AbortSignal.timeout(8_000),
  });
  if (!response.ok) {
    throw new AcquirerError(response.status);
  }
  return charged.parse(await response.json());
}
