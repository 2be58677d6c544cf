import jwt from 'jsonwebtoken';
import { type Key, keysFrom } from './keys.js';

const OURS = { issuer: 'accounts', audience: 'apps', algorithms: ['HS256'] } satisfies jwt.VerifyOptions;

export function tokensWith(keys: readonly Key[]) {
  const signing = keys[0];

  function sign(account: string): string {
    return jwt.sign({}, signing.secret, {
      keyid: signing.kid,
      subject: account,
      issuer: 'accounts',
      audience: 'apps',
      expiresIn: '30m',
    });
  }

  /** Gives the account that a token is for, or null where it is not good. */
  function accountOf(token: string): string | null {
    const kid = jwt.decode(token, { complete: true })?.header.kid;
    const key = kid ? keys.find((one) => one.kid === kid) : keys.at(-1);
    if (!key) {
      return null;
    }
    try {
      const { sub } = jwt.verify(token, key.secret, OURS) as jwt.JwtPayload;
      return sub ?? null;
    } catch {
      // Expired, forged or cut off: the same answer for each.
      return null;
    }
  }

  return { sign, accountOf };
}

export const { sign, accountOf } = tokensWith(keysFrom(process.env.TOKEN_KEYS));
