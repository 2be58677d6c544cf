import type { FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    memberId: string;
    session?: { memberId: string };
  }
}

export async function requireMember(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!request.session) {
    await reply.code(401).send({ code: 'not_signed_in' });
    return;
  }
  request.memberId = request.session.memberId;
}
