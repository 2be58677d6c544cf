import { z } from 'zod';

const change = z.object({
  sequence: z.number().int(),
  ean: z.string().length(13),
  pieces: z.number().int().min(0),
  availableFrom: z.string().date().nullable(),
});
export type StockChange = z.infer<typeof change>;

/** Reads up to 500 changes of stock after a sequence number, oldest first. */
export async function changesAfter(baseUrl: string, token: string, sequence: number): Promise<StockChange[]> {
  const response = await fetch(`${baseUrl}/changes?after=${sequence}&limit=500`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(15_000),
  });
  if (!response.ok) {
    throw new Error(`Supplier answered ${response.status} for changes after ${sequence}`);
  }
  return z.array(change).parse(await response.json());
}
