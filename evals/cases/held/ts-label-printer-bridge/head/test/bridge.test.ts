import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { print } from '../src/bridge.js';

const LABEL = { job: '7d1c3a52-90c4-4a9f-8f64-3f4f0a8f1d11', lines: ['Shelf 12'], barcode: '40123455' };

async function bridge(...answers: number[]) {
  const paths: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url);
    response.writeHead(answers.shift() ?? 204).end();
  }).listen(0);
  await once(server, 'listening');
  process.env.BRIDGE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { paths, [Symbol.dispose]: () => server.close() };
}

it('tries again while the bridge restarts', async () => {
  using one = await bridge(503, 503);
  await print(LABEL);
  expect(one.paths).toHaveLength(3);
});

it('gives up on what the bridge refuses', async () => {
  using one = await bridge(422);
  await expect(print(LABEL)).rejects.toThrow('422');
  expect(one.paths).toHaveLength(1);
});
