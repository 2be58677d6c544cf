import { createHash } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { pool } from './pool';

export async function partnerKey(req: Request, res: Response, next: NextFunction): Promise<void> {
  const digest = createHash('sha256').update(req.get('x-partner-key') ?? '').digest('hex');
  const { rows } = await pool.query('select id from partners where key_digest = $1', [digest]);
  if (!rows.length) {
    res.status(401).json({ code: 'unknown_key' });
    return;
  }
  res.locals.partner = rows[0].id;
  next();
}
