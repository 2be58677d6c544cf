import { Column, CreateDateColumn, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('audit_entries')
@Index(['subjectId', 'at'])
export class AuditEntry {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column({ length: 40 })
  action!: string;

  @Column('uuid')
  subjectId!: string;

  @Column('uuid')
  actorId!: string;

  @CreateDateColumn({ type: 'timestamptz' })
  at!: Date;
}
