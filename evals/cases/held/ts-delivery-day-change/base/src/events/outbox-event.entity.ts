import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { OrderEvent } from './events.service';

@Entity('outbox')
export class OutboxEvent {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' })
  id!: string;

  @Column('jsonb')
  event!: OrderEvent;
}
