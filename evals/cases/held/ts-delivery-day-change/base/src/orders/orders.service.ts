import { ConflictException, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OutboxEvent } from '../events/outbox-event.entity';
import { Order } from './order.entity';

@Injectable()
export class OrdersService {
  constructor(private readonly source: DataSource) {}

  async cancel(customerId: string, orderId: string): Promise<void> {
    await this.source.transaction(async (manager) => {
      const { affected, raw } = await manager
        .createQueryBuilder()
        .update(Order)
        .set({ state: 'cancelled' })
        .where({ id: orderId, customerId, state: 'placed' })
        .returning(['deliverOn'])
        .execute();
      if (affected !== 1) {
        throw new ConflictException({ code: 'order_not_open' });
      }
      await manager.insert(OutboxEvent, {
        event: { type: 'order.cancelled', orderId, deliverOn: raw[0].deliverOn },
      });
    });
  }
}
