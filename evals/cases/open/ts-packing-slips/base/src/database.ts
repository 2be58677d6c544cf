import { DataSourceOptions } from 'typeorm';
import { Order } from './orders/order.entity';
import { OrderLine } from './orders/order-line.entity';

export const databaseOptions: DataSourceOptions = {
  type: 'postgres',
  url: process.env.DATABASE_URL,
  entities: [Order, OrderLine],
  extra: { max: 20, statement_timeout: 5_000 },
};
