import { Router } from 'express';
import { pool } from './pool';

export const bookings = Router();

const COLUMNS = 'code, arrival::text, nights, status, guest_name, guest_country';
const COUNTRIES = new Intl.DisplayNames('en', { type: 'region' });

bookings.get('/', async (req, res) => {
  const { arrivalFrom, limit } = req.query;
  const { rows } = await pool.query(
    `select ${COLUMNS} from bookings where partner_id = $1 and arrival >= $2 order by arrival, code limit $3`,
    [res.locals.partner, arrivalFrom, limit],
  );
  res.json({ bookings: rows.map(shown) });
});

bookings.get('/:code', async (req, res) => {
  const { rows } = await pool.query(`select ${COLUMNS} from bookings where partner_id = $1 and code = $2`, [
    res.locals.partner,
    req.params.code,
  ]);
  if (!rows.length) {
    res.status(404).json({ code: 'unknown_booking' });
    return;
  }
  res.json(shown(rows[0]));
});

export function shown({ guest_name: name, guest_country, ...booking }: Record<string, unknown>) {
  const country = String(guest_country);
  return { ...booking, guest: { name, country, countryName: COUNTRIES.of(country) } };
}
