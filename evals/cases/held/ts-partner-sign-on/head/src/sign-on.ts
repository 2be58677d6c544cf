import { Router } from 'express';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { pool } from './pool.js';
import { COOKIE, openSession } from './sessions.js';

export const signOn = Router();

const PAGES = { orders: '/orders', invoices: '/invoices', start: '/' } as const;

const form = z.object({ id_token: z.string().max(8_000) });
const wanted = z.enum(['orders', 'invoices', 'start']).catch('start');
const identity = z.object({
  iss: z.string().url(),
  email: z.string().email().max(200),
  exp: z.number(),
});

signOn.post('/sign-on', async (req, res) => {
  const claims = identity.parse(decodeJwt(form.parse(req.body).id_token));
  if (claims.exp * 1000 < Date.now()) {
    res.status(401).json({ code: 'token_expired' });
    return;
  }
  const partner = await partnerOf(claims.iss, claims.email);
  if (partner === null) {
    res.status(403).json({ code: 'unknown_partner' });
    return;
  }
  try {
    await noteSignIn(partner, claims.iss);
  } catch {}
  res.cookie('portal', await openSession(partner), { ...COOKIE, path: '/' });
  res.redirect(303, PAGES[wanted.parse(req.query.page)]);
});

/** Gives the partner of an address, if it may sign on with accounts of this issuer. */
async function partnerOf(issuer: string, email: string): Promise<number | null> {
  const { rows } = await pool.query('select id from partners where email = lower($1) and sign_on_issuer = $2', [
    email,
    issuer,
  ]);
  return rows[0]?.id ?? null;
}

async function noteSignIn(partner: number, issuer: string): Promise<void> {
  await pool.query('insert into sign_ins (partner_id, issuer, at) values ($1, $2, now())', [partner, issuer]);
}
