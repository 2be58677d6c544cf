import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('bookings')
@Index('bookings_hotel_arrival', ['hotelId', 'arrival'])
@Index('bookings_hotel_guest', ['hotelId', 'guestEmail'])
export class Booking {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'hotel_id' })
  hotelId!: string;

  @Column('date')
  arrival!: string;

  @Column({ name: 'channel_id', type: 'smallint' })
  channelId!: number;

  @Column({ name: 'guest_email', length: 320 })
  guestEmail!: string;
}
