import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

const requestIds = new AsyncLocalStorage<string>();

export function requestId(): string | undefined {
  return requestIds.getStore();
}

/** Binds the caller's request id, or a new one, to everything that a request does. */
export function bindRequestId(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const sent = request.headers['x-request-id'];
    const id = typeof sent === 'string' && /^[\w-]{8,64}$/.test(sent) ? sent : randomUUID();
    requestIds.run(id, done);
  });
}
