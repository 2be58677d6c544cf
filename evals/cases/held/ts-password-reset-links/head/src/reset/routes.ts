import { type Request, Router } from 'express';
import { z } from 'zod';
import { inTransaction } from '../database.js';
import { limit } from '../limits.js';
import { log } from '../log.js';
import { queueMail } from '../mail.js';
import { hashPassword } from '../passwords.js';
import { makeToken, useToken } from './tokens.js';

export const resetRoutes = Router();

const SITE = 'https://cinema.example';
const MOST_DELAY_MS = 20_000;

const wish = z.object({ email: z.string().trim().toLowerCase().email().max(320) });
const reset = z.object({ token: z.string().regex(/^[\w-]{43}$/), password: z.string().min(12).max(200) });

resetRoutes.post(
  '/v1/password-resets',
  limit('reset-address', 20, 60),
  limit('reset-account', 3, 60, accountKey),
  async (req, res) => {
    const { email } = wish.parse(req.body);
    await inTransaction(async (client) => {
      const { rows } = await client.query<{ id: string }>('select id from accounts where email = $1 for update', [email]);
      if (rows.length === 1) {
        const link = `${SITE}/reset#${await makeToken(client, rows[0].id)}`;
        const delayMs = Math.floor(Math.random() * MOST_DELAY_MS);
        await queueMail(client, { recipient: email, template: 'password-reset', fields: { link }, delayMs });
      }
    });
    res.status(202).json({ sent: 'if the address is known' });
  },
);

resetRoutes.put('/v1/password', limit('reset-use', 20, 60), async (req, res) => {
  const { token, password } = reset.parse(req.body);
  const hash = await hashPassword(password);
  const changed = await inTransaction(async (client) => {
    const accountId = await useToken(client, token);
    if (!accountId) {
      return false;
    }
    const { rows } = await client.query<{ email: string }>(
      'update accounts set password_hash = $2, sessions_valid_from = now() where id = $1 returning email',
      [accountId, hash],
    );
    await queueMail(client, { recipient: rows[0].email, template: 'password-changed', fields: {} });
    return true;
  });
  if (!changed) {
    log.warn({ ip: req.ip }, 'password reset refused');
    res.status(410).json({ code: 'token_not_valid' });
    return;
  }
  res.status(204).end();
});

function accountKey(req: Request): string {
  const parsed = wish.safeParse(req.body);
  return parsed.success ? parsed.data.email : `address:${req.ip}`;
}
