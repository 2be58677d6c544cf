import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('timesheet_entries', (table) => {
    table.string('cost_centre', 8).notNullable();
    table.smallint('break_minutes').notNullable().defaultTo(0);
  });
}

export async function down(): Promise<void> {}
