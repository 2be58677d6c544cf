import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { render } from './render.js';
import { requireService } from './service-auth.js';
import { publishedTemplate } from './templates.js';

const mail = z.object({ values: z.record(z.union([z.string().max(5_000), z.number()])) });
const params = z.object({ id: z.string().regex(/^[a-z0-9-]{1,60}$/) });

export async function renderRoutes(app: FastifyInstance): Promise<void> {
  app.addHook('preHandler', requireService);

  app.post('/v1/templates/:id/render', async (request, reply) => {
    const { id } = params.parse(request.params);
    const { values } = mail.parse(request.body);
    const template = await publishedTemplate(id);
    if (!template) {
      return reply.code(404).send({ code: 'template_not_found' });
    }
    return { html: render(template, values) };
  });
}
