import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('supplier_stock', (table) => {
    table.uuid('supplier_id').notNullable().references('suppliers.id');
    table.string('ean', 13).notNullable();
    table.integer('pieces').notNullable();
    table.primary(['supplier_id', 'ean']);
  });
  await knex.schema.createTable('backorders', (table) => {
    table.uuid('id').primary();
    table.uuid('supplier_id').notNullable().references('suppliers.id');
    table.string('ean', 13).notNullable();
    table.date('available_from');
    table.index(['supplier_id', 'ean']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('backorders');
  await knex.schema.dropTable('supplier_stock');
}
