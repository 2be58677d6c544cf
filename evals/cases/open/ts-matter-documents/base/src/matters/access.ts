import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { db } from '../db';

const matterId = z.string().uuid();

/** Lets only those through who work on the matter of the path; `res.locals.user` was set by the session middleware. */
export async function requireMatterMember(req: Request, res: Response, next: NextFunction): Promise<void> {
  if (!res.locals.user) {
    res.status(401).json({ code: 'not_signed_in' });
    return;
  }
  const id = matterId.safeParse(req.params.matterId);
  const member =
    id.success && (await db('matter_members').where({ matter_id: id.data, user_id: res.locals.user.id }).first());
  if (!member) {
    res.status(404).json({ code: 'matter_not_found' });
    return;
  }
  next();
}
