import { db } from '../db';
import { changesAfter } from './supplier-client';

/** Applies what changed at the supplier since the last run, and returns how many changes that were. */
export async function syncSupplier(supplierId: string): Promise<number> {
  const supplier = await db('suppliers').where({ id: supplierId }).first();
  const changes = await changesAfter(supplier.base_url, supplier.token, supplier.last_sequence);
  if (changes.length === 0) {
    return 0;
  }
  await db.transaction(async (trx) => {
    await trx('supplier_stock')
      .insert(changes.map(({ ean, pieces }) => ({ supplier_id: supplierId, ean, pieces })))
      .onConflict(['supplier_id', 'ean'])
      .merge(['pieces']);
    await trx('suppliers')
      .where({ id: supplierId })
      .update({ last_sequence: changes[changes.length - 1].sequence });
  });
  return changes.length;
}
