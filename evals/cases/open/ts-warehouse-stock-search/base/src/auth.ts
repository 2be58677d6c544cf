import type { NextFunction, Request, Response } from 'express';

/** Refuses callers without a garage; `res.locals.garage` was set by the token middleware. */
export function requireGarage(_req: Request, res: Response, next: NextFunction): void {
  if (!res.locals.garage) {
    res.status(401).json({ code: 'not_signed_in' });
    return;
  }
  next();
}
