import { timingSafeEqual } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

const KEY = Buffer.from(process.env.DESK_KEY ?? '');

/** Lets the desks in, which send the key of their hall. */
export function packerOnly(req: Request, res: Response, next: NextFunction): void {
  const sent = Buffer.from(req.get('x-desk-key') ?? '');
  if (!KEY.length || sent.length !== KEY.length || !timingSafeEqual(sent, KEY)) {
    res.status(401).json({ code: 'unknown_desk' });
    return;
  }
  next();
}
