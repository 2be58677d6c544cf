import { MigrationInterface, QueryRunner } from 'typeorm';

export class TicketViews1739800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ticket_views (
        agent_id uuid NOT NULL,
        ticket_id uuid NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
        viewed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (agent_id, ticket_id)
      )`);
    await runner.query(`CREATE INDEX ticket_views_ticket ON ticket_views (ticket_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ticket_views`);
  }
}
