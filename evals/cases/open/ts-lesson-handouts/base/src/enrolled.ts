import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { pool } from './pool.js';

const courseId = z.coerce.number().int().positive();

/** Lets on those alone who take the course of the path. */
export async function enrolled(req: Request, res: Response, next: NextFunction): Promise<void> {
  const course = courseId.safeParse(req.params.course);
  const { rowCount } = await pool.query('select 1 from enrolments where student_id = $1 and course_id = $2', [
    res.locals.student,
    course.data ?? null,
  ]);
  if (!rowCount) {
    res.status(404).json({ code: 'unknown_course' });
    return;
  }
  next();
}
