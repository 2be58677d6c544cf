import type { FastifyInstance } from 'fastify';
import { ask, confirm, countOpened, sendConsentMail } from './consents.js';

const LIMITED = { rateLimit: { max: 5, timeWindow: '1 minute' } };

const body = {
  type: 'object',
  required: ['email'],
  properties: { email: { type: 'string', format: 'email', maxLength: 200 } },
} as const;

const params = {
  type: 'object',
  required: ['token'],
  properties: { token: { type: 'string', pattern: '^[A-Za-z0-9_-]{32}$' } },
} as const;

export async function newsletter(app: FastifyInstance) {
  app.post<{ Body: { email: string } }>(
    '/v1/newsletter',
    { schema: { body }, config: LIMITED },
    async ({ body: { email }, log }, reply) => {
      try {
        const token = await ask(email);
        sendConsentMail(email, token);
        return reply.code(202).send();
      } catch (error) {
        log.error({ err: error }, 'newsletter consent could not be asked for');
        return reply.code(500).send({ code: 'newsletter_failed', reason: (error as Error).message });
      }
    },
  );

  app.post<{ Params: { token: string } }>(
    '/v1/newsletter/:token/confirmation',
    { schema: { params }, config: LIMITED },
    async ({ params: { token }, log }, reply) => {
      const isGood = await confirm(token);
      const link = isGood ? 'newsletter-confirmed' : 'newsletter-expired';
      void countOpened(link).catch((error: unknown) => log.warn({ err: error }, 'link not counted'));
      return isGood ? reply.code(204).send() : reply.code(404).send({ code: 'link_expired' });
    },
  );
}
