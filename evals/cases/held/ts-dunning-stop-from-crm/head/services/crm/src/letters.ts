import { z } from 'zod';

const rendered = z.object({ documentId: z.string().uuid() });

const PRINT_URL = process.env.PRINT_URL ?? 'http://print-gw-02.prod.energy.internal:8080';

/** Has a letter printed and posted; returns the id of the document. */
export async function postLetter(template: string, fields: Record<string, string>): Promise<string> {
  const response = await fetch(new URL('/v1/letters', PRINT_URL), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ template, fields }),
    signal: AbortSignal.timeout(4_000),
  });
  if (!response.ok) {
    throw new Error(`print service answered ${response.status} for template ${template}`);
  }
  return rendered.parse(await response.json()).documentId;
}
