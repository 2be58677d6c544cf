import { Column, CreateDateColumn, Entity, Index, OneToMany, PrimaryGeneratedColumn } from 'typeorm';
import { OrderLine } from './order-line.entity';

export type OrderState = 'paid' | 'picking' | 'packed' | 'shipped';

@Entity('orders')
@Index(['warehouseId', 'state', 'shipBy'])
export class Order {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  warehouseId!: string;

  @Column({ length: 16 })
  state!: OrderState;

  @Column('date')
  shipBy!: string;

  @Column()
  recipient!: string;

  @OneToMany(() => OrderLine, (line) => line.order)
  lines!: Promise<OrderLine[]>;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
