import type { NextFunction, Request, Response } from 'express';

/** Refuses callers without a session; `res.locals.agent` was set by the session middleware. */
export function requireAgent(_req: Request, res: Response, next: NextFunction): void {
  if (!res.locals.agent) {
    res.status(401).json({ code: 'not_signed_in' });
    return;
  }
  next();
}

export function accountOf(res: Response): string {
  return res.locals.agent.accountId;
}

export function agentOf(res: Response): string {
  return res.locals.agent.id;
}
