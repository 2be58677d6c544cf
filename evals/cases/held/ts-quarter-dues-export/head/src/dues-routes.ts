import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { z } from 'zod';
import { duesOf } from './dues.js';
import { HEADING, line } from './dues-csv.js';

export const dues = Router();

const file = z.string().regex(/^20\d\d-Q[1-4]\.csv$/);

dues.get('/:file', async (req, res) => {
  const name = file.safeParse(req.params.file);
  if (!name.success) {
    res.status(404).json({ code: 'unknown_quarter' });
    return;
  }
  res.type('text/csv').attachment(`dues-${name.data}`).set('cache-control', 'no-store');
  await pipeline(Readable.from(lines(name.data.slice(0, 7))), res);
});

async function* lines(quarter: string): AsyncGenerator<string> {
  yield HEADING;
  for await (const due of duesOf(quarter)) {
    yield line(due);
  }
}
