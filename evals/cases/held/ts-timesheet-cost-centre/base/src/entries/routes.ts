import type { FastifyInstance } from 'fastify';
import { employeeOf, requireEmployee } from '../auth';
import { entry, keepEntry } from './keep';

export async function entryRoutes(app: FastifyInstance): Promise<void> {
  app.addHook('preHandler', requireEmployee);

  app.put('/v1/entries', async (request, reply) => {
    await keepEntry(employeeOf(request).id, entry.parse(request.body));
    return reply.code(204).send();
  });
}
