"""Models that are told in objects."""

from support.stated import stated

from reviewbot.domain.inventory import Column, Many, Relation


def test_a_mongoose_model_has_the_fields_of_its_schema() -> None:
    (entity,) = stated("""
import mongoose from 'mongoose';
const schema = new mongoose.Schema({
  mail: { type: String, unique: true, index: true },
  age: Number,
  tags: [String],
  owner: { type: mongoose.Schema.Types.ObjectId, ref: 'User' },
  friends: [{ type: ObjectId, ref: 'User' }],
}, { collection: 'people' });
export default mongoose.model('Person', schema);
""").entities
    assert (entity.framework, entity.name, entity.table) == ("mongoose", "Person", "people")
    assert entity.columns == (
        Column("mail", "String", is_unique=True, is_indexed=True), Column("age", "Number"), Column("tags", "String[]")
    )  # fmt: skip
    assert entity.relations == (
        Relation("owner", "User", Many.MANY_TO_ONE), Relation("friends", "User", Many.MANY_TO_MANY)
    )  # fmt: skip


def test_a_schema_of_another_file_says_nothing() -> None:
    assert stated("import mongoose from 'mongoose'; mongoose.model('Person', schema)").entities == ()


def test_sequelize_defines_and_initialises_models() -> None:
    found = stated("""
const { Sequelize, DataTypes, Model } = require('sequelize');
const Order = sequelize.define('Order', {
  id: { type: DataTypes.UUID, primaryKey: true }, total: DataTypes.DECIMAL(10, 2),
});
class User extends Model {}
User.init({ mail: { type: DataTypes.STRING, allowNull: true, field: 'e_mail' } }, { sequelize, tableName: 'users' });
app.init({ mail: 1 });
""").entities
    assert [(one.name, one.table, one.columns) for one in found] == [
        ("Order", "", (Column("id", "UUID", is_key=True), Column("total", "DECIMAL"))),
        ("User", "users", (Column("e_mail", "STRING", is_optional=True),)),
    ]


def test_drizzle_tables_refer_to_each_other() -> None:
    (entity,) = stated("""
import { pgTable, serial, text, integer } from 'drizzle-orm/pg-core';
export const orders = pgTable('orders', {
  id: serial('id').primaryKey(),
  mail: text('e_mail').notNull().unique(),
  userId: integer('user_id').references(() => users.id, { onDelete: 'cascade' }),
});
""").entities
    assert (entity.name, entity.table) == ("orders", "orders")
    assert entity.columns == (
        Column("id", "serial", is_key=True),
        Column("e_mail", "text", is_unique=True),
        Column("user_id", "integer", is_optional=True),
    )
    assert entity.relations == (Relation("userId", "users", Many.MANY_TO_ONE, "cascade"),)
