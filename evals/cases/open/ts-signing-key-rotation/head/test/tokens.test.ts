import jwt from 'jsonwebtoken';
import { expect, it, vi } from 'vitest';

vi.stubEnv('TOKEN_KEYS', 'e'.repeat(64));
const { keysFrom } = await import('../src/keys.js');
const { tokensWith } = await import('../src/tokens.js');

const OLD = 'a'.repeat(64);
const NEW = 'b'.repeat(64);
const after = tokensWith(keysFrom(`${NEW},${OLD}`));

it('knows what the key before has signed', () => {
  expect(after.accountOf(tokensWith(keysFrom(OLD)).sign('a-17'))).toBe('a-17');
});

it('knows a token without the name of a key', () => {
  const token = jwt.sign({}, OLD, { subject: 'a-17', issuer: 'accounts', audience: 'apps', expiresIn: '1m' });
  expect(after.accountOf(token)).toBe('a-17');
});

it.each(['', 'e30.e30.', 'no token'])('knows nobody by %j', (token) => {
  expect(after.accountOf(token)).toBeNull();
});

it('refuses a key that is too short', () => {
  expect(() => keysFrom('secret')).toThrow('32 bytes');
});
