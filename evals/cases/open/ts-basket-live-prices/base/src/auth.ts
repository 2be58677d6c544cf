import type { FastifyReply, FastifyRequest } from 'fastify';

type Signed = FastifyRequest & { customerId?: string };

export async function requireCustomer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!(request as Signed).customerId) {
    await reply.code(401).send({ code: 'not_signed_in' });
  }
}

export function customerOf(request: FastifyRequest): string {
  return (request as Signed).customerId as string;
}
