import { createHash } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { pool } from './pool.js';

export async function treasurerOnly(req: Request, res: Response, next: NextFunction): Promise<void> {
  const token = req.get('authorization')?.replace(/^Bearer /, '') ?? '';
  const { rowCount } = await pool.query(
    `select 1 from sessions where token_digest = $1 and role = 'treasurer' and ends_at > now()`,
    [createHash('sha256').update(token).digest('hex')],
  );
  if (!rowCount) {
    res.status(403).json({ code: 'treasurer_only' });
    return;
  }
  next();
}
