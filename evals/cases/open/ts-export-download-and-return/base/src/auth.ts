import type { NextFunction, Request, Response } from 'express';
import { reviewerOf } from './sessions.js';

/** Refuses callers without a session; a GET by a browser could not change anything here. */
export async function requireReviewer(req: Request, res: Response, next: NextFunction): Promise<void> {
  const token = req.cookies?.session;
  const reviewer = typeof token === 'string' ? await reviewerOf(token) : null;
  if (!reviewer) {
    res.status(401).json({ code: 'not_signed_in' });
    return;
  }
  res.locals.reviewerId = reviewer;
  next();
}
