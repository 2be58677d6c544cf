import type { NextFunction, Request, Response } from 'express';
import { accountOf } from './tokens.js';

export function signedIn(req: Request, res: Response, next: NextFunction): void {
  const account = accountOf(req.get('authorization')?.replace(/^Bearer /, '') ?? '');
  if (!account) {
    res.status(401).json({ code: 'sign_in' });
    return;
  }
  res.locals.account = account;
  next();
}
