import type { NextFunction, Request, Response } from 'express';

/** Refuses callers who are not signed in as agents; `res.locals.agentId` was set by the token middleware. */
export function requireAgent(_req: Request, res: Response, next: NextFunction): void {
  if (!res.locals.agentId) {
    res.status(401).json({ code: 'not_signed_in' });
    return;
  }
  next();
}

export function agentOf(res: Response): string {
  return res.locals.agentId;
}
