"""Models of a Prisma schema."""

from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.inventory import Column, Entity, Many, Relation
from reviewbot.inventory.prisma import prisma

_SHOP = """
datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL") // secret
}

enum Role {
  USER
}

model User {
  id     Int     @id @default(autoincrement())
  email  String  @unique @map("e_mail")
  role   Role    @default(USER)
  tags   String[]
  name   String? // optional
  orders Order[]
  card   Card?
  boss   User?   @relation("bosses", fields: [bossId], references: [id])
  staff  User[]  @relation("bosses")
  bossId Int?

  @@map("users")
  @@index([name, role])
}

model Order {
  shop   String
  number Int
  userId Int
  url    String @default("http://x//y")
  user   User   @relation(fields: [userId], references: [id], onDelete: Cascade)
  labels Label[]
  @@id([shop, number(sort: Desc)])
  @@unique([userId])
}

model Card {
  id   Int  @id
  user User @relation(fields: [id], references: [id])
}

model Label {
  id     Int     @id
  orders Order[]
}
"""


def _models() -> dict[str, Entity]:
    return {one.name: one for one in prisma("schema.prisma", _SHOP).entities}


def test_a_model_has_its_table_and_line() -> None:
    user = _models()["User"]
    assert (user.framework, user.table, user.site.line) == ("prisma", "users", 11)


def test_columns_are_what_is_no_relation() -> None:
    assert _models()["User"].columns == (
        Column("id", "Int", is_key=True),
        Column("e_mail", "String", is_unique=True),
        Column("role", "Role"),
        Column("tags", "String[]"),
        Column("name", "String", is_indexed=True, is_optional=True),
        Column("bossId", "Int", is_optional=True),
    )


def test_rules_for_several_fields_count_for_each_as_they_can() -> None:
    shop, number, user, _ = _models()["Order"].columns
    assert [one.is_key for one in (shop, number, user)] == [True, True, False]
    assert [one.is_indexed for one in (shop, number, user)] == [True, False, True]
    assert [one.is_unique for one in (shop, number, user)] == [False, False, True]


def test_a_relation_knows_how_many_are_at_its_other_end() -> None:
    models = _models()
    assert models["User"].relations == (
        Relation("orders", "Order", Many.ONE_TO_MANY),
        Relation("card", "Card", Many.ONE_TO_ONE),
        Relation("boss", "User", Many.MANY_TO_ONE),
        Relation("staff", "User", Many.ONE_TO_MANY),
    )
    assert models["Order"].relations == (
        Relation("user", "User", Many.MANY_TO_ONE, "Cascade"),
        Relation("labels", "Label", Many.MANY_TO_MANY),
    )


def test_the_variables_of_a_schema_are_named() -> None:
    (variable,) = prisma("schema.prisma", _SHOP).variables
    assert (variable.name, variable.site.line, variable.is_secret) == ("DATABASE_URL", 4, True)


def test_a_model_that_does_not_end_is_none() -> None:
    assert prisma("schema.prisma", "model User {\n  id Int @id\n").entities == ()


def test_no_more_rules_and_fields_are_read_than_anybody_writes() -> None:
    many = "model A {\n" + "  a Int\n" * 1_000 + "  @@index([a])\n" * 1_000 + "}\n"
    (entity,) = prisma("schema.prisma", many).entities
    assert len(entity.columns) == 400


@given(st.text('model A{}\n @[]?()",/: \\', max_size=200))
def test_no_text_is_an_error(text: str) -> None:
    assert prisma("schema.prisma", text).mounts == ()
