import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('tickets')
@Index('tickets_account_opened', ['accountId', 'openedAt'])
@Index('tickets_assignee_opened', ['accountId', 'assigneeId', 'openedAt'])
export class Ticket {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('uuid', { name: 'assignee_id', nullable: true })
  assigneeId!: string | null;

  @Column({ length: 16 })
  state!: 'open' | 'waiting' | 'closed';

  @Column({ name: 'opened_at', type: 'timestamptz' })
  openedAt!: Date;
}
