import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { revenueByDay } from './revenue.js';

const period = z
  .object({ from: z.string().date(), to: z.string().date() })
  .refine(({ from, to }) => daysBetween(from, to) <= 366, 'at most one year');

export async function reportRoutes(app: FastifyInstance): Promise<void> {
  app.get('/v1/reports/revenue', async (request) => {
    const { from, to } = period.parse(request.query);
    return { days: await revenueByDay(from, to) };
  });
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
