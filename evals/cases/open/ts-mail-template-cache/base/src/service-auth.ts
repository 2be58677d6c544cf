import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

const expected = Buffer.from(`Bearer ${process.env.SERVICE_TOKEN}`);

export async function requireService(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const sent = Buffer.from(request.headers.authorization ?? '');
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected)) {
    await reply.code(401).send({ code: 'bad_service_token' });
  }
}
