"""Models of decorated classes."""

import pytest
from support.stated import stated

from reviewbot.domain.inventory import Column, Entity, Many, Relation

_IMPORTS = """
import { BaseEntity, Column, CreateDateColumn, Entity, Index, ManyToOne, OneToMany } from 'typeorm';
import { PrimaryGeneratedColumn, Unique } from 'typeorm';
"""


def _entity(code: str, imports: str = _IMPORTS) -> Entity:
    (entity,) = stated(imports + code).entities
    return entity


@pytest.mark.parametrize(
    ("decorator", "table"),
    [
        ("@Entity()", ""),
        ("@Entity('orders')", "orders"),
        ("@Entity({ name: 'orders', schema: 'shop' })", "orders"),
        ("@Entity('orders', { schema: 'shop' })", "orders"),
        ("@Entity({ schema: 'shop' })", ""),
    ],
)
def test_a_table_has_the_name_that_is_said(decorator: str, table: str) -> None:
    entity = _entity(f"{decorator} export class Order {{ @Column() a: string }}")
    assert (entity.framework, entity.name, entity.table) == ("typeorm", "Order", table)


@pytest.mark.parametrize(
    ("field", "column"),
    [
        ("@PrimaryGeneratedColumn('uuid') id: string;", Column("id", "uuid", is_key=True)),
        ("@PrimaryGeneratedColumn('increment') id: number;", Column("id", "number", is_key=True)),
        ("@Column() total: number;", Column("total", "number")),
        ("@Column('decimal') total: number;", Column("total", "decimal")),
        ("@Column({ type: 'int', nullable: true }) n: number;", Column("n", "int", is_optional=True)),
        ("@Column({ name: 'e_mail', unique: true }) mail: string;", Column("e_mail", "string", is_unique=True)),
        ("@Index() @Column() a: string;", Column("a", "string", is_indexed=True)),
        ("@Column() a?: string;", Column("a", "string", is_optional=True)),
        ("@Column({ nullable: false }) a?: string;", Column("a", "string")),
        ("@Column({ primary: true }) a: string;", Column("a", "string", is_key=True)),
        ("@CreateDateColumn() at: Date;", Column("at", "Date")),
    ],
)
def test_a_column_is_read_with_what_it_is_told(field: str, column: Column) -> None:
    assert _entity(f"@Entity() class Order {{ {field} }}").columns == (column,)


@pytest.mark.parametrize(
    ("decorator", "unique", "indexed"),
    [
        ("@Index(['a', 'b'])", False, True),
        ("@Index('by_a', ['a'])", False, True),
        ("@Index(['b', 'a'])", False, False),
        ("@Unique(['a'])", True, True),
        ("@Unique('one', ['a', 'b'])", False, True),
        ("@Index(['a'], { unique: true })", True, True),
        ("@Index((order) => [order.a])", False, False),
    ],
)
def test_indices_of_a_class_are_those_of_its_columns(decorator: str, unique: bool, indexed: bool) -> None:
    first, _ = _entity(f"@Entity() {decorator} class Order {{ @Column() a: string; @Column() b: string }}").columns
    assert (first.is_unique, first.is_indexed) == (unique, indexed)


@pytest.mark.parametrize(
    ("field", "relation"),
    [
        (
            "@ManyToOne(() => User, (user) => user.orders, { onDelete: 'CASCADE' }) user: User;",
            Relation("user", "User", Many.MANY_TO_ONE, "CASCADE"),
        ),
        ("@OneToMany(type => Line, line => line.order) lines: Line[];", Relation("lines", "Line", Many.ONE_TO_MANY)),
        ("@ManyToOne('User', 'orders') user: User;", Relation("user", "User", Many.MANY_TO_ONE)),
    ],
)
def test_a_relation_names_the_class_at_its_other_end(field: str, relation: Relation) -> None:
    entity = _entity(f"@Entity() class Order {{ {field} }}")
    assert (entity.columns, entity.relations) == ((), (relation,))


def test_a_relation_without_a_target_says_nothing() -> None:
    assert _entity("@Entity() class Order { @ManyToOne() user: User; }").relations == ()


def test_a_class_with_columns_alone_is_there_for_its_children() -> None:
    entity = _entity("export abstract class Dated extends BaseEntity { @CreateDateColumn() at: Date }")
    assert (entity.is_abstract, entity.parents) == (True, ())


def test_a_child_names_its_parents() -> None:
    code = "import { Dated } from './dated';\n@Entity() class Order extends Dated { @Column() a: string }"
    assert _entity(code).parents == ("./dated.Dated",)


def test_a_class_of_another_framework_is_no_model() -> None:
    assert stated("import { Entity, Column } from './mine';\n@Entity() class A { @Column() a: string }").entities == ()


@pytest.mark.parametrize(
    ("imports", "code", "framework"),
    [
        (
            "import { Entity, PrimaryKey } from '@mikro-orm/core';",
            "@Entity() class A { @PrimaryKey() a: string }",
            "mikro-orm",
        ),
        (
            "import { Table, Column } from 'sequelize-typescript';",
            "@Table({ tableName: 'as' }) class A { @Column a: string }",
            "sequelize",
        ),
        (
            "import { Schema, Prop } from '@nestjs/mongoose';",
            "@Schema() class A { @Prop({ index: true }) a: string }",
            "mongoose",
        ),
    ],
)
def test_other_mappers_decorate_classes_too(imports: str, code: str, framework: str) -> None:
    entity = _entity(code, f"{imports}\n")
    assert (entity.framework, [one.name for one in entity.columns]) == (framework, ["a"])
