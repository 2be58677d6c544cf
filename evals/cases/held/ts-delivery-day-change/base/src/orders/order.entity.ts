import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('orders')
export class Order {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  customerId!: string;

  @Column({ length: 16, default: 'placed' })
  state!: 'placed' | 'cancelled' | 'delivered';

  @Column('date')
  deliverOn!: string;
}
