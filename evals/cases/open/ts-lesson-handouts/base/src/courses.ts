import { Router } from 'express';
import { enrolled } from './enrolled.js';
import { pool } from './pool.js';

export const courses = Router();

courses.get('/v1/courses/:course', enrolled, async (req, res) => {
  const { rows } = await pool.query('select id, title, kind from courses where id = $1', [req.params.course]);
  res.json(rows[0]);
});
