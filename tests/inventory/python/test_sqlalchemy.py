"""What is read of SQLAlchemy's models, in the old style and the new one."""

from textwrap import dedent

from reviewbot.domain.inventory import Column, Entity, Many, Relation
from reviewbot.domain.source import Source
from reviewbot.inventory.extract import facts

OLD = """
    from sqlalchemy import Column, ForeignKey, Integer, String
    from sqlalchemy.orm import relationship
    from app.db import Base

    class User(Base):
        __tablename__ = "users"
        id = Column(Integer, primary_key=True)
        email = Column("mail", String(80), unique=True, nullable=False, index=True)
        orders = relationship("Order", back_populates="user", cascade="all, delete")

    class Order(Base):
        __tablename__ = "orders"
        id = Column(Integer, primary_key=True)
        user_id = Column(ForeignKey("users.id", ondelete="CASCADE"))
        shop_id = Column(Integer, ForeignKey("public.shops.id"))
        user = relationship("User")
"""
NEW = """
    from typing import Optional
    from sqlalchemy.orm import Mapped, mapped_column, relationship

    class Order(Base):
        __tablename__ = "orders"
        id: Mapped[int] = mapped_column(primary_key=True)
        note: Mapped[Optional[str]]
        total: Mapped[int | None] = mapped_column(index=True)
        lines: Mapped[list["Line"]] = relationship(back_populates="order")
        tags: Mapped[list["Tag"]] = relationship(secondary=order_tags)
        invoice: Mapped["Invoice"] = relationship(uselist=False)
        shop: Mapped["Shop | None"] = relationship()
"""


def _entities(text: str) -> tuple[Entity, ...]:
    return facts(Source("app/models.py", dedent(text), "python")).entities


def test_columns_say_type_key_and_indexes() -> None:
    user = _entities(OLD)[0]

    assert (user.name, user.table, user.framework) == ("User", "users", "sqlalchemy")
    assert user.columns == (
        Column("id", "Integer", is_key=True),
        Column("email", "String", is_unique=True, is_indexed=True),
    )


def test_a_relationship_is_many_to_one_on_the_side_with_the_key() -> None:
    user, order = _entities(OLD)

    assert user.relations == (Relation("orders", "Order", Many.ONE_TO_MANY, "all, delete"),)
    assert Relation("user", "User", Many.MANY_TO_ONE) in order.relations


def test_a_foreign_key_without_a_relationship_relates_to_its_table() -> None:
    assert _entities(OLD)[1].relations[1:] == (Relation("shop_id", "shops", Many.MANY_TO_ONE),)


def test_annotations_say_type_and_option() -> None:
    assert _entities(NEW)[0].columns == (
        Column("id", "int", is_key=True),
        Column("note", "str", is_optional=True),
        Column("total", "int", is_indexed=True, is_optional=True),
    )


def test_annotations_say_how_many_there_are() -> None:
    assert _entities(NEW)[0].relations == (
        Relation("lines", "Line", Many.ONE_TO_MANY),
        Relation("tags", "Tag", Many.MANY_TO_MANY),
        Relation("invoice", "Invoice", Many.ONE_TO_ONE),
        Relation("shop", "Shop", Many.MANY_TO_ONE),
    )


def test_a_table_that_stands_alone_is_a_model() -> None:
    found = _entities("""
        from sqlalchemy import Column, ForeignKey, Integer, Table
        members = Table("members", metadata, Column("user_id", Integer, ForeignKey("users.id")), Column("note", Text))
    """)

    assert [(one.name, one.table, [column.name for column in one.columns]) for one in found] == [
        ("members", "members", ["user_id", "note"])
    ]
    assert found[0].relations == (Relation("user_id", "users", Many.MANY_TO_ONE),)


def test_sqlmodel_stores_what_says_table() -> None:
    found = _entities("""
        from sqlmodel import Field, Relationship, SQLModel
        class UserIn(SQLModel):
            email: str
        class User(SQLModel, table=True):
            id: int | None = Field(default=None, primary_key=True)
            team_id: int = Field(foreign_key="team.id")
            orders: list["Order"] = Relationship(back_populates="user")
    """)

    assert [(one.name, one.framework) for one in found] == [("User", "sqlmodel")]
    assert found[0].relations == (
        Relation("orders", "Order", Many.ONE_TO_MANY),
        Relation("team_id", "team", Many.MANY_TO_ONE),
    )


def test_columns_of_a_table_that_is_shown_are_no_model() -> None:
    assert (
        _entities("""
        from django_tables2 import Column, Table
        class Orders(Table):
            number = Column(verbose_name="Number")
    """)
        == ()
    )
