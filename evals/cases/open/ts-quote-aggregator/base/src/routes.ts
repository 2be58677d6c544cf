import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { quotes } from './quotes.js';

const trip = z.object({
  days: z.coerce.number().int().min(1).max(365),
  region: z.enum(['europe', 'world']),
});

export async function quoteRoutes(app: FastifyInstance): Promise<void> {
  app.get('/v1/quotes', async (request) => ({ quotes: await quotes(trip.parse(request.query)) }));
}
