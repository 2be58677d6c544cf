import { DataSource } from 'typeorm';
import { Booking } from './bookings/booking.entity';

export const dataSource = new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  entities: [Booking],
  migrations: ['dist/migrations/*.js'],
  synchronize: false,
});
