import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sendText } from '../sms.js';
import { byCode, confirm, insert } from './repository.js';

const SITE = 'https://tables.example';

const request = z.object({
  phone: z.string().regex(/^\+[1-9]\d{6,14}$/),
  guests: z.number().int().min(1).max(12),
  startsAt: z.coerce.date().min(new Date()),
});
const params = z.object({ code: z.string().regex(/^[a-f0-9]{32}$/) });

const texting = { rateLimit: { max: 5, timeWindow: '10 minutes' } };

export async function reservationRoutes(app: FastifyInstance): Promise<void> {
  app.post('/v1/reservations', { config: texting }, async (incoming, reply) => {
    const wish = request.parse(incoming.body);
    const reservation = await insert({ ...wish, code: randomBytes(16).toString('hex') });
    await sendText(reservation.phone, confirmationText(reservation.code));
    return reply.code(201).send({ id: reservation.id, state: reservation.state });
  });

  app.get('/v1/reservations/:code', async (incoming, reply) => {
    const { code } = params.parse(incoming.params);
    const reservation = await byCode(code);
    if (!reservation) {
      return reply.code(404).send({ code: 'reservation_not_found' });
    }
    const { guests, startsAt, state } = reservation;
    return { guests, startsAt, state };
  });

  app.get('/v1/reservations/:code/confirm', async (incoming, reply) => {
    const { code } = params.parse(incoming.params);
    if (!(await confirm(code))) {
      return reply.code(409).send({ code: 'reservation_not_open' });
    }
    return reply.redirect(`${SITE}/r/${code}?confirmed=1`);
  });

  app.post('/v1/reservations/:code/reminder', async (incoming, reply) => {
    const { code } = params.parse(incoming.params);
    const reservation = await byCode(code);
    if (reservation?.state !== 'requested') {
      return reply.code(404).send({ code: 'reservation_not_found' });
    }
    await sendText(reservation.phone, confirmationText(code));
    return reply.code(202).send({ state: reservation.state });
  });
}

function confirmationText(code: string): string {
  return `Your table: ${SITE}/r/${code} - to confirm: ${SITE}/api/v1/reservations/${code}/confirm`;
}
