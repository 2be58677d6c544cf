import jwt from 'jsonwebtoken';

const KEY = process.env.TOKEN_KEY ?? '';
const OURS = { issuer: 'accounts', audience: 'apps', algorithms: ['HS256'] } satisfies jwt.VerifyOptions;

export function sign(account: string): string {
  return jwt.sign({}, KEY, { subject: account, issuer: 'accounts', audience: 'apps', expiresIn: '30m' });
}

/** Gives the account that a token is for, or null where it is not good. */
export function accountOf(token: string): string | null {
  try {
    const { sub } = jwt.verify(token, KEY, OURS) as jwt.JwtPayload;
    return sub ?? null;
  } catch {
    return null;
  }
}
