import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';
import { shopOfToken } from './tokens.js';

const current = new AsyncLocalStorage<string>();

export function currentShop(): string {
  const shop = current.getStore();
  if (!shop) {
    throw new Error('No shop is bound to this request');
  }
  return shop;
}

/** Binds the shop of the bearer token for everything that a request does. */
export function bindShop(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    shopOfToken(request.headers.authorization).then(
      (shop) => (shop ? current.run(shop, done) : void reply.code(401).send({ code: 'bad_token' })),
      done,
    );
  });
}
