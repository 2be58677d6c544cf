import type { FastifyInstance } from 'fastify';
import { mailer } from './mailer.js';

const body = {
  type: 'object',
  required: ['email', 'text'],
  properties: { email: { type: 'string', format: 'email', maxLength: 200 }, text: { type: 'string', maxLength: 4000 } },
} as const;

export async function contact(app: FastifyInstance) {
  app.post<{ Body: { email: string; text: string } }>(
    '/v1/contact',
    { schema: { body }, config: { rateLimit: { max: 5, timeWindow: '1 minute' } } },
    async ({ body: { email, text } }, reply) => {
      await mailer.sendMail({ to: 'desk@site.example', replyTo: email, subject: 'From the site', text });
      return reply.code(204).send();
    },
  );
}
