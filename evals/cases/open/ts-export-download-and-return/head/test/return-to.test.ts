import { beforeAll, expect, it } from 'vitest';

let returnTo: (wanted: unknown) => string;

beforeAll(async () => {
  process.env.SITE = 'https://grants.foundation.example';
  process.env.EXPORT_FOLDER = '/tmp';
  ({ returnTo } = await import('../src/return-to.js'));
});

it('stays on the site', () => {
  expect(returnTo('/rounds/7?tab=scores')).toBe('https://grants.foundation.example/rounds/7?tab=scores');
});

it.each(['//elsewhere.example', 'https://elsewhere.example/', '/\\elsewhere.example', 'javascript:alert(1)', undefined])(
  'does not go to %s',
  (wanted) => {
    expect(returnTo(wanted)).toBe('https://grants.foundation.example');
  },
);
