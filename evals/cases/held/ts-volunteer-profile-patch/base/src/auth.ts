import type { NextFunction, Request, Response } from 'express';

/** Refuses callers who are not signed in; `res.locals` was filled by the token middleware in app.ts. */
export function requireVolunteer(_req: Request, res: Response, next: NextFunction): void {
  if (!res.locals.volunteerId) {
    res.status(401).json({ code: 'not_signed_in' });
    return;
  }
  next();
}

export function requirePartner(_req: Request, res: Response, next: NextFunction): void {
  if (!res.locals.partnerId) {
    res.status(401).json({ code: 'not_signed_in' });
    return;
  }
  next();
}

export function volunteerId(res: Response): string {
  return res.locals.volunteerId;
}
