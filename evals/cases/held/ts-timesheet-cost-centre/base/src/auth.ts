import type { FastifyReply, FastifyRequest } from 'fastify';

export interface Employee {
  id: string;
  costCentre: string;
}

const employees = new WeakMap<FastifyRequest, Employee>();

/** Reads the employee from the token that the server's `jwt` decorator has verified. */
export async function requireEmployee(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const claims = (request as FastifyRequest & { claims?: { sub: string; cc: string } }).claims;
  if (!claims) {
    await reply.code(401).send({ code: 'not_signed_in' });
    return;
  }
  employees.set(request, { id: claims.sub, costCentre: claims.cc });
}

export function employeeOf(request: FastifyRequest): Employee {
  const employee = employees.get(request);
  if (!employee) {
    throw new Error('The route does not require an employee');
  }
  return employee;
}
