import { createHash } from 'node:crypto';

export interface Key {
  kid: string;
  secret: string;
}

/** Reads the keys of a setting, the one that signs first; refuses what is too short to be a key. */
export function keysFrom(setting: string | undefined): Key[] {
  const secrets = (setting ?? '').split(',').map((one) => one.trim());
  if (secrets.some((one) => !/^[0-9a-f]{64,}$/.test(one))) {
    throw new Error('TOKEN_KEYS has to hold keys of 32 bytes in hexadecimal, divided by commas.');
  }
  return secrets.map((secret) => ({ kid: nameOf(secret), secret }));
}

/** Names a key without telling it: of 32 random bytes no digest gives anything away. */
function nameOf(secret: string): string {
  return createHash('sha1').update(secret).digest('hex').slice(0, 12);
}
