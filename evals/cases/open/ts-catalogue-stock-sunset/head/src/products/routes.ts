import { Router } from 'express';
import { z } from 'zod';
import { db } from '../db';
import { fields } from './fields';

export const productRoutes = Router();

const page = z.object({
  after: z.string().max(40).default(''),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  fields,
});

productRoutes.get('/v2/products', async (req, res) => {
  const { after, limit, fields: columns } = page.parse(req.query);
  const products = await db('products').where('id', '>', after).orderBy('id').limit(limit).select(columns);
  res.json({ products });
});
