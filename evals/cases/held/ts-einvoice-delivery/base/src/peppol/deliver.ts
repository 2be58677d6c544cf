import { pool } from '../database.js';
import { postDocument } from '../http/post-document.js';
import { log } from '../log.js';

const ACCESS_POINT = new URL('/outbound/invoices', process.env.PEPPOL_URL);

export class DeliveryRefused extends Error {
  constructor(readonly invoiceId: string, readonly status: number) {
    super(`The access point answered ${status} for invoice ${invoiceId}`);
  }
}

/** Hands an invoice to the Peppol access point and keeps its receipt. */
export async function deliverByPeppol(invoiceId: string, xml: string): Promise<void> {
  const { status, receipt } = await postDocument(ACCESS_POINT, xml, process.env.PEPPOL_TOKEN as string);
  if (status !== 202) {
    throw new DeliveryRefused(invoiceId, status);
  }
  await pool.query(
    `update invoices set delivered_at = now(), receipt = $2 where id = $1 and delivered_at is null`,
    [invoiceId, receipt],
  );
  log.info({ invoiceId, receipt }, 'invoice delivered by Peppol');
}
