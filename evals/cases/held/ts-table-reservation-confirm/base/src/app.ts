import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import { ZodError } from 'zod';
import { reservationRoutes } from './reservations/routes.js';
import { redis } from './redis.js';

export async function buildApp(): Promise<FastifyInstance> {
  const app = Fastify({ logger: true });
  await app.register(rateLimit, { global: false, redis });
  await app.register(reservationRoutes);
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof ZodError) {
      return reply.code(422).send({ code: 'invalid_request', fields: error.flatten().fieldErrors });
    }
    request.log.error({ error }, 'request failed');
    return reply.code(error.statusCode ?? 500).send({ code: 'failed' });
  });
  return app;
}
