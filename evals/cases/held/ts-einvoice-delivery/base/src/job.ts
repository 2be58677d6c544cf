import { pool } from './database.js';
import { log } from './log.js';
import { deliverByPeppol } from './peppol/deliver.js';

interface Waiting {
  id: string;
  xml: string;
}

/** Delivers what is waiting, fifty at a time; what fails waits for the next run of the schedule. */
export async function deliverWaiting(): Promise<void> {
  const { rows } = await pool.query<Waiting>(
    `select id, xml from invoices where delivered_at is null order by issued_at limit 50`,
  );
  let failed = 0;
  for (const invoice of rows) {
    try {
      await deliverByPeppol(invoice.id, invoice.xml);
    } catch (error) {
      failed += 1;
      log.error({ error, invoiceId: invoice.id }, 'invoice was not delivered');
    }
  }
  if (failed > 0) {
    process.exitCode = 1;
  }
}
