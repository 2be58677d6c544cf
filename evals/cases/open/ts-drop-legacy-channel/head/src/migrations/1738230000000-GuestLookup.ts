import { MigrationInterface, QueryRunner } from 'typeorm';

export class GuestLookup1738230000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX bookings_hotel_guest ON bookings (hotel_id, guest_email)`);
    await runner.query(`ALTER TABLE bookings DROP COLUMN legacy_channel`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE bookings ADD COLUMN legacy_channel varchar(20)`);
    await runner.query(`DROP INDEX bookings_hotel_guest`);
  }
}
