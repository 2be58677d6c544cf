import { z } from 'zod';

const FIELDS = ['id', 'sku', 'name', 'description', 'brand'] as const;
export type Field = (typeof FIELDS)[number];

/** Reads `fields=sku,name` into columns to select; the id is always among them. */
export const fields = z
  .string()
  .max(200)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(FIELDS)))
  .transform((wanted): Field[] => [...new Set<Field>(['id', ...wanted])])
  .default(FIELDS.join(','));
