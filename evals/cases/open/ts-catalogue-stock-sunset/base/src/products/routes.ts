import { Router } from 'express';
import { z } from 'zod';
import { db } from '../db';
import { piecesInStock } from './stock';

export const productRoutes = Router();

const COLUMNS = ['id', 'sku', 'name', 'description', 'brand'];

const page = z.object({
  after: z.string().max(40).default(''),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

productRoutes.get('/v2/products', async (req, res) => {
  const { after, limit } = page.parse(req.query);
  const products = await db('products').where('id', '>', after).orderBy('id').limit(limit).select(COLUMNS);
  res.json({ products });
});

productRoutes.get('/v2/products/:id/stock-level', async (req, res) => {
  res.set('Deprecation', 'true').set('Sunset', 'Mon, 30 Sep 2024 00:00:00 GMT');
  res.json({ pieces: await piecesInStock(req.params.id) });
});
