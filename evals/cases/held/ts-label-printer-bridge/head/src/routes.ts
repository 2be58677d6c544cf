import { Router } from 'express';
import { z } from 'zod';
import { print } from './bridge.js';
import { packerOnly } from './packer-only.js';

export const routes = Router();

const label = z.object({
  job: z.string().uuid(),
  lines: z.array(z.string().max(40)).min(1).max(6),
  barcode: z.string().regex(/^\d{8,20}$/),
});

routes.post('/v1/labels', packerOnly, async (req, res) => {
  await print(label.parse(req.body));
  res.status(204).end();
});
