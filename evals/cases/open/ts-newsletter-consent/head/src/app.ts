import rateLimit from '@fastify/rate-limit';
import Fastify from 'fastify';
import { contact } from './contact.js';
import { newsletter } from './newsletter.js';

export async function site() {
  const app = Fastify({ logger: true, trustProxy: 1 });
  await app.register(rateLimit, { global: false });
  await app.register(contact);
  await app.register(newsletter);
  return app;
}
