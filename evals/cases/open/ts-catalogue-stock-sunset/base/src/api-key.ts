import { createHash } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { db } from './db';

export async function requireApiKey(req: Request, res: Response, next: NextFunction): Promise<void> {
  const hash = createHash('sha256').update(req.get('x-api-key') ?? '').digest('hex');
  const key = await db('api_keys').where({ hash, revoked_at: null }).first('id');
  if (!key) {
    res.status(401).json({ code: 'bad_api_key' });
    return;
  }
  next();
}
