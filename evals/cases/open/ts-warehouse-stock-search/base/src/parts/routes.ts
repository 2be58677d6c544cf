import { Router } from 'express';
import { z } from 'zod';
import { requireGarage } from '../auth';
import { byNumber } from './search';

export const partRoutes = Router();
partRoutes.use(requireGarage);

const query = z.object({ number: z.string().min(3).max(30) });

partRoutes.get('/v1/parts', async (req, res) => {
  const { number } = query.parse(req.query);
  res.json({ parts: await byNumber(number) });
});
