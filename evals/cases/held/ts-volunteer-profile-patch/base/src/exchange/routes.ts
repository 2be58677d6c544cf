import { Router } from 'express';
import { profile } from '../volunteers/profile.schema';
import { requirePartner } from '../auth';

export const exchangeRoutes = Router();

exchangeRoutes.post('/v1/exchange/profiles', requirePartner, async (req, res) => {
  const forwarded = await fetch(new URL('/profiles', process.env.EXCHANGE_URL), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(profile.parse(req.body)),
    signal: AbortSignal.timeout(5_000),
  });
  res.status(forwarded.ok ? 202 : 502).json({ code: forwarded.ok ? 'accepted' : 'exchange_failed' });
});
