import { Router } from 'express';
import { z } from 'zod';
import { totals } from './totals';

export const totalsRoutes = Router();

const basket = z.object({
  country: z.string().length(2),
  postcode: z.string().min(3).max(10),
  grams: z.number().int().min(1).max(100_000),
  goodsCents: z.number().int().min(0).max(10_000_000),
});

totalsRoutes.post('/v1/totals', async (req, res) => {
  const parsed = basket.safeParse(req.body);
  if (!parsed.success) {
    res.status(422).json({ code: 'invalid_basket', fields: parsed.error.flatten().fieldErrors });
    return;
  }
  res.json(await totals(parsed.data));
});
