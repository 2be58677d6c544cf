import type { NextFunction, Request, Response } from 'express';
import { pool } from './pool.js';

/** Puts the student whose token it is into res.locals.student. */
export async function signedIn(req: Request, res: Response, next: NextFunction): Promise<void> {
  const token = req.get('authorization')?.replace(/^Bearer /, '') ?? '';
  const { rows } = await pool.query('select student_id from sessions where token_digest = digest($1, $2)', [token, 'sha256']);
  if (!rows.length) {
    res.status(401).json({ code: 'sign_in' });
    return;
  }
  res.locals.student = rows[0].student_id;
  next();
}
