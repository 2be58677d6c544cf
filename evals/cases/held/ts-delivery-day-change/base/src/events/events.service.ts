import { Injectable, OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { CompressionTypes, Kafka, Producer } from 'kafkajs';

export interface OrderEvent {
  type: 'order.placed' | 'order.cancelled' | 'order.rescheduled';
  orderId: string;
  deliverOn: string;
}

@Injectable()
export class EventsService implements OnModuleInit, OnModuleDestroy {
  private readonly producer: Producer = new Kafka({
    clientId: 'florist-orders',
    brokers: (process.env.KAFKA_BROKERS as string).split(','),
    requestTimeout: 5_000,
  }).producer({ idempotent: true });

  onModuleInit(): Promise<void> {
    return this.producer.connect();
  }

  onModuleDestroy(): Promise<void> {
    return this.producer.disconnect();
  }

  /** Sends events in the order given; the relay calls this with what stands in the outbox. */
  async send(events: OrderEvent[]): Promise<void> {
    await this.producer.send({
      topic: 'florist.orders',
      compression: CompressionTypes.GZIP,
      messages: events.map((event) => ({ key: event.orderId, value: JSON.stringify(event) })),
    });
  }
}
