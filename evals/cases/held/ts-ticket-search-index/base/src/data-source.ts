import { DataSource } from 'typeorm';
import { Ticket } from './tickets/ticket.entity';

export const dataSource = new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  entities: [Ticket],
  migrations: ['dist/migrations/*.js'],
  migrationsTransactionMode: 'each',
  synchronize: false,
});
