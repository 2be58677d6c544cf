import { z } from 'zod';
import { dataSource } from '../data-source';
import { Booking } from './booking.entity';

export const search = z.object({
  arrival: z.string().date(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export interface BookingView {
  id: string;
  arrival: string;
  channel: string;
}

const CHANNELS: Record<number, string> = { 1: 'direct', 2: 'ota', 3: 'corporate', 4: 'wholesale' };

/** Lists who arrives at a hotel on a day. */
export async function arrivals(hotelId: string, wanted: z.infer<typeof search>): Promise<BookingView[]> {
  const bookings = await dataSource.getRepository(Booking).find({
    where: { hotelId, arrival: wanted.arrival },
    order: { id: 'ASC' },
    take: wanted.limit,
  });
  return bookings.map(({ id, arrival, legacyChannel, channelId }) => ({
    id,
    arrival,
    channel: CHANNELS[channelId] ?? legacyChannel ?? 'unknown',
  }));
}
