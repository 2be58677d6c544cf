import type { NextFunction, Request, Response } from 'express';

export interface Principal {
  companyId: string;
  roles: string[];
}

export function principalOf(res: Response): Principal {
  return res.locals.principal as Principal;
}

/** Refuses callers without the role; `res.locals.principal` was set by the session middleware. */
export function requireRole(role: string) {
  return (_req: Request, res: Response, next: NextFunction): void => {
    if (!res.locals.principal) {
      res.status(401).json({ code: 'not_signed_in' });
    } else if (!principalOf(res).roles.includes(role)) {
      res.status(403).json({ code: 'role_missing', role });
    } else {
      next();
    }
  };
}
