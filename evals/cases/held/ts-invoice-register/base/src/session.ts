import type { NextFunction, Request, Response } from 'express';
import { db } from './db';

export async function session(req: Request, res: Response, next: NextFunction): Promise<void> {
  const token = req.get('authorization')?.replace(/^Bearer /, '');
  if (token) {
    res.locals.principal = await db('sessions')
      .where({ token_hash: db.raw('sha256(?)', [token]) })
      .where('expires_at', '>', db.fn.now())
      .first('company_id as companyId', 'roles');
  }
  next();
}
