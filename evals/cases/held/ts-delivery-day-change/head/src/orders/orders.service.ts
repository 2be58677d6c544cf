import { ConflictException, Injectable, UnprocessableEntityException } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EventsService } from '../events/events.service';
import { OutboxEvent } from '../events/outbox-event.entity';
import { isPossible } from './delivery-day';
import { Order } from './order.entity';

@Injectable()
export class OrdersService {
  constructor(private readonly source: DataSource, private readonly events: EventsService) {}

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

  async reschedule(customerId: string, orderId: string, deliverOn: string): Promise<void> {
    if (!isPossible(deliverOn, new Date())) {
      throw new UnprocessableEntityException({ code: 'day_not_possible', deliverOn });
    }
    const { affected } = await this.source
      .getRepository(Order)
      .update({ id: orderId, customerId, state: 'placed' }, { deliverOn });
    if (affected !== 1) {
      throw new ConflictException({ code: 'order_not_open' });
    }
    await this.events.send([{ type: 'order.rescheduled', orderId, deliverOn }]);
  }
}
