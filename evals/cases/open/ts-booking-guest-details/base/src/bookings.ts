import { Router } from 'express';
import { pool } from './pool';

export const bookings = Router();

const COLUMNS = 'code, arrival::text, nights, status, guest_name, guest_phone, guest_country';

bookings.get('/', async (req, res) => {
  const { arrivalFrom, status = null, limit } = req.query;
  const { rows } = await pool.query(
    `select ${COLUMNS} from bookings
      where partner_id = $1 and arrival >= $2 and ($3::text is null or status = $3) order by arrival, code limit $4`,
    [res.locals.partner, arrivalFrom, status, limit],
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

function shown({ guest_name: name, guest_phone: phone, guest_country: country, ...booking }: Record<string, unknown>) {
  return { ...booking, guest: { name, phone, country } };
}
