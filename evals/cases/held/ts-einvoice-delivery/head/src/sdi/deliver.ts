import { pool } from '../database.js';
import { postDocument } from '../http/post-document.js';
import { log } from '../log.js';
import { fileName } from './file-name.js';

const INTERCHANGE = process.env.SDI_URL as string;

/** Hands an Italian invoice to the Sistema di Interscambio and keeps its receipt. */
export async function deliverBySdi(invoiceId: string, vatId: string, sequence: number, xml: string): Promise<void> {
  const url = new URL(`/fatture/${fileName(vatId, sequence)}`, INTERCHANGE);
  const { receipt } = await postDocument(url, xml, process.env.SDI_TOKEN as string);
  await pool.query(
    `update invoices set delivered_at = now(), receipt = $2 where id = $1 and delivered_at is null`,
    [invoiceId, receipt],
  );
  log.info({ invoiceId, receipt }, 'invoice delivered by SDI');
}
