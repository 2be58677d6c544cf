import { charge } from './acquirer.js';
import { type DueInvoice, dueInvoices, markInvoice } from './invoices.js';
import { log } from './log.js';

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
  const { id: chargeId, state } = await charge({ mandateId, cents, idempotencyKey: `invoice-${id}` });
  await markInvoice(id, state === 'captured' ? 'paid' : 'declined', chargeId);
}
