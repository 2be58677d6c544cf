import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { prisma } from '../database.js';
import { requireMember } from '../auth.js';
import { cancelBooking } from './cancel.js';
import { BookingNotFound, BookingNotOpen } from './errors.js';

const bookingParams = z.object({ id: z.string().uuid() });

export async function bookingRoutes(app: FastifyInstance): Promise<void> {
  app.addHook('preHandler', requireMember);

  app.get('/v1/bookings/:id', async (request, reply) => {
    const { id } = bookingParams.parse(request.params);
    const booking = await prisma.booking.findFirst({
      where: { id, memberId: request.memberId },
      include: { session: true },
    });
    if (!booking) {
      return reply.code(404).send({ code: 'booking_not_found' });
    }
    return { id: booking.id, state: booking.state, startsAt: booking.session.startsAt };
  });

  app.post('/v1/bookings/:id/cancellation', async (request, reply) => {
    const { id } = bookingParams.parse(request.params);
    try {
      return await cancelBooking(request.memberId, id, new Date());
    } catch (error) {
      if (error instanceof BookingNotFound) {
        return reply.code(404).send({ code: 'booking_not_found' });
      }
      if (error instanceof BookingNotOpen) {
        return reply.code(409).send({ code: 'booking_not_open' });
      }
      throw error;
    }
  });
}
