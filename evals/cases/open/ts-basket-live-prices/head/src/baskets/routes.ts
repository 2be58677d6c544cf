import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { customerOf, requireCustomer } from '../auth.js';
import { pricing } from '../pricing/pricing.js';
import { linesOf } from './lines.js';
import { summary } from './summary.js';

const params = z.object({ id: z.string().uuid() });

export async function basketRoutes(app: FastifyInstance): Promise<void> {
  app.addHook('preHandler', requireCustomer);

  app.get('/v1/baskets/:id/summary', async (request) => {
    const { id } = params.parse(request.params);
    const customerId = customerOf(request);
    return summary(customerId, await linesOf(customerId, id), pricing);
  });
}
