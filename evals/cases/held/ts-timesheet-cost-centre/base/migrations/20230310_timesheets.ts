import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('timesheet_entries', (table) => {
    table.bigIncrements('id');
    table.uuid('employee_id').notNullable();
    table.date('worked_on').notNullable();
    table.integer('minutes').notNullable();
    table.string('project', 40).notNullable();
    table.unique(['employee_id', 'worked_on', 'project']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('timesheet_entries');
}
