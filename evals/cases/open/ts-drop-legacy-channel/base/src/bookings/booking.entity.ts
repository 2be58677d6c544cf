import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('bookings')
@Index('bookings_hotel_arrival', ['hotelId', 'arrival'])
export class Booking {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'hotel_id' })
  hotelId!: string;

  @Column('date')
  arrival!: string;

  @Column({ name: 'legacy_channel', length: 20, nullable: true })
  legacyChannel!: string | null;

  @Column({ name: 'channel_id', type: 'smallint' })
  channelId!: number;

  @Column({ name: 'guest_email', length: 320 })
  guestEmail!: string;
}
