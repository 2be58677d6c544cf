import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('invoices', (table) => {
    table.uuid('id').primary();
    table.uuid('company_id').notNullable();
    table.string('number', 32).notNullable();
    table.bigInteger('total_cents').notNullable();
    table.date('issued_on').notNullable();
    table.date('due_on').notNullable();
    table.unique(['company_id', 'number']);
    table.index(['company_id', 'issued_on', 'id']);
    table.index(['company_id', 'due_on', 'id']);
    table.index(['company_id', 'total_cents', 'id']);
  });
  await knex.schema.createTable('payments', (table) => {
    table.uuid('id').primary();
    table.uuid('invoice_id').notNullable().references('invoices.id').index();
    table.bigInteger('amount_cents').notNullable();
    table.date('booked_on').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('payments');
  await knex.schema.dropTable('invoices');
}
