import { MigrationInterface, QueryRunner } from 'typeorm';

export class AssigneeIndex1739800100000 implements MigrationInterface {
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // An index that an interrupted build left behind is invalid and has to go first.
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS tickets_assignee_opened`);
    await runner.query(
      `CREATE INDEX CONCURRENTLY tickets_assignee_opened ON tickets (account_id, assignee_id, opened_at)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX CONCURRENTLY tickets_assignee_opened`);
  }
}
