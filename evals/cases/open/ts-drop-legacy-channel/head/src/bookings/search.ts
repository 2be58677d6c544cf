import { z } from 'zod';
import { dataSource } from '../data-source';
import { Booking } from './booking.entity';

const limit = z.coerce.number().int().min(1).max(100).default(50);

export const search = z.union([
  z.object({ arrival: z.string().date(), limit }),
  z.object({ guestEmail: z.string().email().max(320), limit }),
]);

export interface BookingView {
  id: string;
  arrival: string;
  channel: string;
}

const CHANNELS: Record<number, string> = { 1: 'direct', 2: 'ota', 3: 'corporate', 4: 'wholesale' };

/** Lists who arrives at a hotel on a day, or the bookings of one guest. */
export async function arrivals(hotelId: string, wanted: z.infer<typeof search>): Promise<BookingView[]> {
  const { limit: take, ...condition } = wanted;
  const bookings = await dataSource.getRepository(Booking).find({
    where: { hotelId, ...condition },
    order: { id: 'ASC' },
    take,
  });
  return bookings.map(({ id, arrival, channelId }) => ({
    id,
    arrival,
    channel: CHANNELS[channelId] ?? 'unknown',
  }));
}
