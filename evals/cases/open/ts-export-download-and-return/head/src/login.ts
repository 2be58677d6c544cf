import { Router } from 'express';
import { z } from 'zod';
import { redeemTicket } from './identity.js';
import { log } from './log.js';
import { returnTo } from './return-to.js';
import { openSession } from './sessions.js';
import { settings } from './settings.js';

export const loginRoutes = Router();

const ticket = z.string().regex(/^[\w-]{43}$/);

loginRoutes.get('/v1/login/return', async (req, res) => {
  const sent = ticket.safeParse(req.query.ticket);
  const reviewerId = sent.success ? await redeemTicket(sent.data) : null;
  if (!reviewerId) {
    log.warn({ ip: req.ip, wellFormed: sent.success }, 'log-in refused');
    res.status(401).json({ code: 'ticket_not_valid' });
    return;
  }
  res.cookie('session', await openSession(reviewerId), {
    httpOnly: true,
    secure: settings.COOKIE_SECURE === 'true',
    sameSite: 'lax',
    maxAge: 8 * 3_600_000,
  });
  res.redirect(303, returnTo(req.query.to));
});
