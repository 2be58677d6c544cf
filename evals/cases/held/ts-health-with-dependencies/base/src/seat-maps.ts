import { Router } from 'express';
import { pool } from './database';
import { redis } from './redis';

export const seatMapRoutes = Router();

seatMapRoutes.get('/v1/events/:eventId/seats', async (req, res) => {
  const key = `seats:${req.params.eventId}`;
  const cached = await redis.get(key).catch(() => null);
  if (cached) {
    res.type('json').send(cached);
    return;
  }
  const { rows } = await pool.query('select row, seat, state from seats where event_id = $1 limit 90000', [
    req.params.eventId,
  ]);
  const body = JSON.stringify({ seats: rows });
  await redis.set(key, body, 'EX', 5).catch(() => undefined);
  res.type('json').send(body);
});
