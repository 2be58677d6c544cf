import { Router } from 'express';
import { z } from 'zod';
import { isRight } from './passwords.js';
import { pool } from './pool.js';
import { COOKIE, openSession } from './sessions.js';

export const signIn = Router();

const form = z.object({ email: z.string().email().max(200), password: z.string().max(200) });

signIn.post('/sign-in', async (req, res) => {
  const { email, password } = form.parse(req.body);
  const { rows } = await pool.query('select id, password from partners where email = lower($1)', [email]);
  if (!rows.length || !(await isRight(password, rows[0].password))) {
    res.status(401).json({ code: 'wrong_address_or_password' });
    return;
  }
  res.cookie('portal', await openSession(rows[0].id), COOKIE);
  res.redirect(303, '/');
});
