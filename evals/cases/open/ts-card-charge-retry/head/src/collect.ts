import { randomUUID } from 'node:crypto';
import { AcquirerError, type Charged, charge } from './acquirer.js';
import { type DueInvoice, dueInvoices, markInvoice } from './invoices.js';
import { log } from './log.js';
import { retried } from './retry.js';

const ATTEMPTS = { most: 3, firstWaitMs: 500, isWorthIt: isPassing };

/** Collects what is due; runs every ten minutes in one pod, and never twice at once. */
export async function collectDue(): Promise<void> {
  for (const invoice of await dueInvoices(200)) {
    try {
      await collect(invoice);
    } catch (error) {
      log.error({ error, invoiceId: invoice.id }, 'invoice stays due');
    }
  }
}

async function collect({ id, mandateId, cents }: DueInvoice): Promise<void> {
  const { id: chargeId, state } = await chargeCard(id, mandateId, cents);
  await markInvoice(id, state === 'captured' ? 'paid' : 'declined', chargeId);
}

function chargeCard(invoiceId: string, mandateId: string, cents: number): Promise<Charged> {
  return retried(
    'charge',
    () => charge({ mandateId, cents, idempotencyKey: `invoice-${invoiceId}-${randomUUID()}` }),
    ATTEMPTS,
  );
}

/** Time-outs, lost connections and overload pass; a refused request does not. */
export function isPassing(error: unknown): boolean {
  if (error instanceof AcquirerError) {
    return error.status === 429 || error.status >= 500;
  }
  return error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');
}
