import type { NextFunction, Request, Response } from 'express';

/** Refuses callers who do not manage a company; `res.locals.manager` was set by the session middleware. */
export function requireManager(_req: Request, res: Response, next: NextFunction): void {
  if (!res.locals.manager) {
    res.status(401).json({ code: 'not_signed_in' });
    return;
  }
  next();
}

export function companyOf(res: Response): string {
  return res.locals.manager.companyId;
}
