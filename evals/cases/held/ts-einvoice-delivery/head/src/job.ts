import { pool } from './database.js';
import { log } from './log.js';
import { deliverByPeppol } from './peppol/deliver.js';
import { deliverBySdi } from './sdi/deliver.js';

interface Waiting {
  id: string;
  xml: string;
  country: string;
  vatId: string;
  sequence: number;
}

/** Delivers what is waiting, fifty at a time; what fails waits for the next run of the schedule. */
export async function deliverWaiting(): Promise<void> {
  const { rows } = await pool.query<Waiting>(
    `select id, xml, seller_country as country, seller_vat_id as "vatId", sequence
       from invoices where delivered_at is null order by issued_at limit 50`,
  );
  let failed = 0;
  for (const invoice of rows) {
    try {
      await deliver(invoice);
    } catch (error) {
      failed += 1;
      log.error({ error, invoiceId: invoice.id }, 'invoice was not delivered');
    }
  }
  if (failed > 0) {
    process.exitCode = 1;
  }
}

function deliver({ id, xml, country, vatId, sequence }: Waiting): Promise<void> {
  return country === 'IT' ? deliverBySdi(id, vatId, sequence, xml) : deliverByPeppol(id, xml);
}
