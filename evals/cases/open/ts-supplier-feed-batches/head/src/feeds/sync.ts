import { db } from '../db';
import { log } from '../log';
import { batches } from './batches';
import { StockChange, changesAfter } from './supplier-client';

const BATCH = 100;

/** Applies what changed at the supplier since the last run, and returns how many changes that were. */
export async function syncSupplier(supplierId: string): Promise<number> {
  const supplier = await db('suppliers').where({ id: supplierId }).first();
  const changes = await changesAfter(supplier.base_url, supplier.token, supplier.last_sequence);
  if (changes.length === 0) {
    return 0;
  }
  let applied = 0;
  for (const batch of batches(changes, BATCH)) {
    try {
      await applyBatch(supplierId, batch);
      applied += batch.length;
    } catch (error) {
      log.error({ error, supplierId, first: batch[0].ean }, 'batch of stock changes was not applied');
    }
  }
  await db('suppliers')
    .where({ id: supplierId })
    .update({ last_sequence: changes[changes.length - 1].sequence });
  return applied;
}

/** Moves stock and the dates of waiting backorders together. */
async function applyBatch(supplierId: string, batch: StockChange[]): Promise<void> {
  await db.transaction(async (trx) => {
    await trx('supplier_stock')
      .insert(batch.map(({ ean, pieces }) => ({ supplier_id: supplierId, ean, pieces })))
      .onConflict(['supplier_id', 'ean'])
      .merge(['pieces']);
    await trx.raw(
      `update backorders b set available_from = c."availableFrom"
         from jsonb_to_recordset(?::jsonb) as c (ean text, "availableFrom" date)
        where b.supplier_id = ? and b.ean = c.ean`,
      [JSON.stringify(batch), supplierId],
    );
  });
}
