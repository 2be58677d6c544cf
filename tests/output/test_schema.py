"""The pictures of what is stored: entities, columns, relations, and their bounds."""

from support.audited import REPORT

from reviewbot.domain.inventory import Column, Entity, Inventory, Many, Relation, Site
from reviewbot.output.schema import schemas


def _entity(number: int, app: str = "shop", **more: tuple[Column, ...] | tuple[Relation, ...]) -> Entity:
    columns = tuple(one for one in more.get("columns", ()) if isinstance(one, Column))
    relations = tuple(one for one in more.get("relations", ()) if isinstance(one, Relation))
    return Entity(Site(f"{app}/models.py", number), "django", f"E{number}", "", columns, relations)


def test_nothing_is_drawn_of_nothing() -> None:
    assert schemas(Inventory()) == ()


def test_a_relation_that_both_ends_state_is_drawn_once() -> None:
    (drawn,) = schemas(REPORT.inventory)
    assert [line for line in drawn.text.splitlines() if " : " in line] == [
        '  e1 ||--o{ e2 : "orders"',
        '  e2 ||--o{ e3 : "lines"',
        '  e3 }o--|| e5 : "product"',
        '  e4 ||--o| e2 : "order"',
        '  e5 }o--o{ e6 : "tags"',
    ]


def test_a_relation_to_what_is_not_known_is_left_out() -> None:
    (drawn,) = schemas(Inventory(entities=(_entity(1, relations=(Relation("x", "Nobody", Many.ONE_TO_ONE),)),)))
    assert drawn.text == 'erDiagram\n  e1["E1"]'


def test_of_a_wide_entity_the_keys_come_first_and_the_rest_is_counted_out() -> None:
    columns = (*(Column(f"c{number}", "") for number in range(12)), Column("id", "int", is_key=True))
    (drawn,) = schemas(Inventory(entities=(_entity(1, columns=columns),)))
    assert drawn.text.splitlines()[2:4] == ["    int id PK", "    any c0"]
    assert drawn.text.count("    any ") == 8
    assert drawn.note == "At most 9 columns of each are drawn."


def test_a_column_says_which_key_it_is() -> None:
    columns = (
        Column("id", "int", is_key=True),
        Column("order_id", "int"),
        Column("user", "int", is_unique=True),
        Column("name", "str", is_unique=True),
    )
    relations = (Relation("order", "E2", Many.MANY_TO_ONE), Relation("user", "E2", Many.ONE_TO_ONE))
    (drawn,) = schemas(Inventory(entities=(_entity(1, columns=columns, relations=relations), _entity(2))))
    assert drawn.text.splitlines()[2:6] == [
        "    int id PK",
        "    int order_id FK",
        "    int user FK, UK",
        "    str name UK",
    ]


def test_a_large_schema_is_split_by_application_and_shows_neighbours_by_name() -> None:
    shop = tuple(_entity(n, columns=(Column("a", "int"),)) for n in range(20))
    bill = Entity(Site("bill/models.py", 1), "x", "Bill", "", (), (Relation("of", "E3", Many.MANY_TO_ONE),))
    first, second = schemas(Inventory(entities=(bill, *shop)))
    assert (first.title, second.title) == ("shop", "bill")
    assert first.note == "2 more entities are not drawn."
    assert second.text.splitlines() == ["erDiagram", '  e1["Bill"]', '  e2["E3"]', '  e1 }o--|| e2 : "of"']


def test_applications_beyond_the_largest_have_no_picture() -> None:
    entities = tuple(_entity(number, f"app{number % 10}") for number in range(30))
    drawn = schemas(Inventory(entities=entities))
    assert len(drawn) == 8
    assert drawn[0].note == "Entities of 2 smaller applications have no picture."
