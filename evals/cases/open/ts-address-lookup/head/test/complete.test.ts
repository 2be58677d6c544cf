import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { register } from 'prom-client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let server: Server;
let status: number;

beforeEach(async () => {
  server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ street: 'Oudegracht', city: 'Utrecht' }));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  process.env.ADDRESS_REGISTER_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  register.clear();
  vi.resetModules();
});
afterEach(() => server.close());

it('completes a known house', async () => {
  status = 200;
  const { completeAddress } = await import('../src/addresses/complete');
  expect(await completeAddress('3511AB', '12')).toMatchObject({ street: 'Oudegracht', city: 'Utrecht' });
});

it('knows no such house', async () => {
  status = 404;
  const { completeAddress } = await import('../src/addresses/complete');
  expect(await completeAddress('3511AB', '999')).toBeNull();
});

it('keeps the cause when the register fails', async () => {
  status = 503;
  const { completeAddress } = await import('../src/addresses/complete');
  await expect(completeAddress('3511AB', '12')).rejects.toMatchObject({ cause: { response: { status: 503 } } });
});

it('suggests nothing while the register is away', async () => {
  status = 503;
  const { suggestAddress } = await import('../src/addresses/complete');
  expect(await suggestAddress('3511AB', '12')).toBeNull();
});
