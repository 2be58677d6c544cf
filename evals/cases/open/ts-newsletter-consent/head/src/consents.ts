import { createHash, randomBytes } from 'node:crypto';
import { mailer } from './mailer.js';
import { pool } from './pool.js';

/** Notes that an address was asked and gives the token for its link; whoever has consented stays as they are. */
export async function ask(email: string): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await pool.query(
    `insert into newsletter_consent (email, token_digest, asked_at) values (lower($1), $2, now())
     on conflict (email) do update set token_digest = excluded.token_digest, asked_at = excluded.asked_at`,
    [email, digest(token)],
  );
  return token;
}

/** Says whether the token was good; it is used up by this. */
export async function confirm(token: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update newsletter_consent set confirmed_at = coalesce(confirmed_at, now()), token_digest = null
      where token_digest = $1 and asked_at > now() - interval '3 days'`,
    [digest(token)],
  );
  return rowCount === 1;
}

export async function sendConsentMail(email: string, token: string): Promise<void> {
  const text = `Please confirm that you want our newsletter: https://site.example/newsletter/${token}`;
  await mailer.sendMail({ to: email, subject: 'Your newsletter', text });
}

export async function countOpened(link: string): Promise<void> {
  await pool.query(
    `insert into link_opened (link, times) values ($1, 1)
     on conflict (link) do update set times = link_opened.times + 1`,
    [link],
  );
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
