import { Router } from 'express';
import { z } from 'zod';
import { pool } from './pool.js';

export const members = Router();

const number = z.coerce.number().int().min(1).max(999_999);

members.get('/:number', async (req, res) => {
  const { rows } = await pool.query('select number, name, iban from members where number = $1', [
    number.parse(req.params.number),
  ]);
  if (!rows.length) {
    res.status(404).json({ code: 'unknown_member' });
    return;
  }
  res.json(rows[0]);
});
