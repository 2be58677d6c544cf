import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

export type PrescriptionState = 'received' | 'dispensed' | 'rejected';

@Entity('prescriptions')
export class Prescription {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Index()
  @Column('uuid')
  pharmacyId!: string;

  @Column({ length: 16, default: 'received' })
  state!: PrescriptionState;

  @Column({ type: 'varchar', length: 200, nullable: true })
  rejectedBecause!: string | null;
}
