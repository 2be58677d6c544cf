import { MigrationInterface, QueryRunner } from 'typeorm';

export class Tickets1712000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tickets (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL,
        assignee_id uuid,
        state varchar(16) NOT NULL,
        opened_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE INDEX tickets_account_opened ON tickets (account_id, opened_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE tickets`);
  }
}
