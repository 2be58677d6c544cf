"""What a change of GraphQL schemas breaks, and what it does not."""

import io
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.revisions import revisions

from reviewbot.detectors.graphql.comparison import changes, serve
from reviewbot.domain.contract import Change, Compared, Impact
from reviewbot.domain.diff import Side

WHOLE = '''\
"""
type Noise { nothing: Int }  # a type in a text
"""
schema { query: Root mutation: Mutation }
directive @cost(weight: Int! = 1) repeatable on FIELD | OBJECT
directive @auth(role: String) on FIELD_DEFINITION
scalar Date
interface Node { id: ID! }
"One order."
type Order implements Node @key(fields: "id") { id: ID! total(in: Currency): Int! placed: Date customer: Customer }
type Root { order(id: ID!, first: Int = 10): Order node: Node results: [Result!]! old: Int @deprecated }
type Mutation { make(input: Make!): Order }
union Result = Order | Customer
type Customer { id: ID! name: String state: State }
enum State { OPEN CLOSED LOST @deprecated }
enum Currency { EUR USD }
input Make { a: Int! b: Currency = EUR }
extend type Order { note: String }
'''


def compared(base: str | None, head: str | None) -> tuple[Change, ...]:
    """Compare two versions of one file, which must be read without a failure."""
    found = changes(revisions({"schema.graphql": (base, head)}))
    assert found.failures == ()
    return found.changes


def after(old: str, new: str, text: str = WHOLE) -> list[tuple[str, str]]:
    assert old in text
    return [(one.kind, one.subject) for one in compared(text, text.replace(old, new))]


def test_a_schema_compared_with_itself_has_no_change() -> None:
    assert compared(WHOLE, WHOLE) == ()


def test_a_removed_field_is_placed_in_the_base() -> None:
    (change,) = compared(WHOLE, WHOLE.replace(" note: String ", " memo: String "))
    assert (change.kind, change.impact, change.side) == ("field-removed", Impact.BREAKING, Side.LEFT)
    assert (change.path, change.line, change.subject, change.where) == ("schema.graphql", 18, "Order.note", "Order")


def test_a_changed_type_is_placed_in_the_head_with_what_it_was() -> None:
    (change,) = compared(WHOLE, "\n" + WHOLE.replace("placed: Date", "placed: [Date]"))
    assert (change.side, change.line, change.detail) == (Side.RIGHT, 11, "`Date` is now `[Date]`")


@pytest.mark.parametrize(
    ("old", "new", "kind", "subject"),
    [
        ("total(in: Currency): Int!", "total(in: Currency): Int", "field-changed-kind", "Order.total"),
        ("total(in: Currency)", "total", "arg-removed", "Order.total(in:)"),
        ("(id: ID!,", "(id: ID!, by: Int!,", "required-arg-added", "Root.order(by:)"),
        ("first: Int =", "first: String =", "arg-changed-kind", "Root.order(first:)"),
        ("first: Int = 10", "first: Int = 20", "arg-default-value-change", "Root.order(first:)"),
        ("first: Int = 10", "first: Int", "arg-default-value-change", "Root.order(first:)"),
        ("= EUR", "= USD", "input-field-default-value-change", "Make.b"),
        ("a: Int!", "a: Int! c: Int!", "required-input-field-added", "Make.c"),
        ("a: Int! b", "b", "field-removed", "Make.a"),
        ("a: Int!", "a: String!", "field-changed-kind", "Make.a"),
        (" implements Node", "", "implemented-interface-removed", "Node"),
        ("type Customer {", "type Customer implements Node {", "implemented-interface-added", "Node"),
        ("= Order | Customer", "= Order", "type-removed-from-union", "Customer"),
        ("= Order | Customer", "= Order | Customer | Root", "type-added-to-union", "Root"),
        ("OPEN CLOSED", "OPEN", "value-removed-from-enum", "State.CLOSED"),
        ("OPEN CLOSED", "OPEN CLOSED SENT", "value-added-to-enum", "State.SENT"),
        ("EUR USD", "EUR USD GBP", "input-enum-value-added", "Currency.GBP"),
        ("EUR USD", "EUR", "value-removed-from-enum", "Currency.USD"),
        ("CLOSED LOST @deprecated", "CLOSED", "deprecated-removed", "State.LOST"),
        (" old: Int @deprecated", "", "deprecated-removed", "Root.old"),
        ("scalar Date", "enum Date { A }", "type-changed-kind", "Date"),
        ("directive @cost(weight: Int! = 1) repeatable on FIELD | OBJECT", "", "directive-removed", "@cost"),
        (" repeatable", "", "directive-repeatable-removed", "@cost"),
        ("on FIELD | OBJECT", "on FIELD", "directive-location-removed", "@cost"),
        ("(weight: Int! = 1)", "", "directive-arg-removed", "@cost(weight:)"),
        ("(role: String)", "", "schema-directive-changed", "@auth(role:)"),
    ],
)
def test_one_change_of_a_schema_is(old: str, new: str, kind: str, subject: str) -> None:
    assert after(old, new) == [(kind, subject)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("note: String", "note: String!", id="an answer that is always there"),
        pytest.param("a: Int! b", "a: Int! c: Date! = 1 b", id="a field with a default"),
        pytest.param("type Root {", "type Root { more: Int", id="a field came"),
        pytest.param('"One order."', '"Two orders."', id="a description"),
        pytest.param("extend type Order { note: String }", "", id="moved into the type"),
    ],
)
def test_nothing_breaks_where(old: str, new: str) -> None:
    text = WHOLE.replace("customer: Customer }", "customer: Customer note: String }") if not new else WHOLE
    assert [one for one in after(old, new, text) if one[0] != "optional-input-field-added"] == []


def test_a_type_that_goes_with_the_field_that_used_it_is_not_named_beside_it() -> None:
    base = "type Query { a: A b: Int }\ntype A { x: Int }"
    assert after("a: A ", "", base + "\n") == [("field-removed", "Query.a")]
    assert [one.subject for one in compared(base, "type Query { b: Int }")] == ["Query.a"]


def test_a_type_that_another_one_replaces_is_named_by_the_field() -> None:
    base = "type Query { a: A }\ntype A { x: Int }"
    assert [one.subject for one in compared(base, base.replace("a: A", "a: B").replace("type A", "type B"))] == [
        "Query.a"
    ]


def test_a_type_that_nobody_used_may_go() -> None:
    base = "type Query { a: Int }\ntype A { x: Int }"
    assert [(one.kind, one.impact) for one in compared(base, "type Query { a: Int }")] == [
        ("unused-type-removed", Impact.SAFE)
    ]


def test_without_its_root_a_part_of_a_schema_may_have_lost_a_type_that_others_use() -> None:
    assert [one.kind for one in compared("type B { y: Int }\ntype A { x: Int }", "type B { y: Int }")] == [
        "type-removed"
    ]


def test_a_type_that_the_documents_do_not_define_is_taken_as_it_is() -> None:
    base = 'extend type Product @key(fields: "id") { price: Money by(in: Zone): [Seller] }\nunion U = Foreign | Product'
    assert compared(base, base + "\ntype Order implements Foreign { id: ID }") == ()
    assert after(" price: Money", "", base) == [("field-removed", "Product.price")]


@pytest.mark.parametrize("roots", ["schema { query: Root }", "extend schema { mutation: Root }"])
def test_the_root_types_may_be_defined_in_the_code(roots: str) -> None:
    base = f"{roots}\ntype A {{ x: Int y: Int }}"
    assert after(" y: Int", "", base) == [("field-removed", "A.y")]


def test_of_two_types_of_one_name_the_first_counts() -> None:
    base = "type Query { a: A }\nenum A { X }\nenum A { Y }"
    assert after("enum A { Y }", "", base) == []


@pytest.mark.parametrize(
    "kind", ["interface I { a: Int }", "union I = A", "enum I { A }", "input I { a: Int }", "scalar I @a"]
)
def test_any_type_may_be_extended_alone(kind: str) -> None:
    assert compared(f"extend {kind}", f"extend {kind}") == ()


def test_what_moved_to_another_file_of_the_tree_is_not_gone() -> None:
    one, other = "type Query { a: A }", "type A { x: Int }"
    found = changes(revisions({"api/a.graphql": (f"{one}\n{other}", one), "api/b.gql": (None, other)}))
    assert found == Compared()


def test_a_file_is_compared_together_with_those_that_did_not_change() -> None:
    others = {"api/orders/order.graphqls": "extend type Query { order: Order }\ntype Order { id: ID! total: Int }"}
    base = "type Query { a: Int }\nextend type Order { note: String }"
    found = changes(revisions({"api/query.graphql": (base, "type Query { a: Int }")}, others))
    assert [(one.subject, one.path) for one in found.changes] == [("Order.note", "api/query.graphql")]


def test_a_root_type_may_stand_in_several_files() -> None:
    others = {"api/b.graphql": "type Query { b: B }\ntype B { x: Int }"}
    found = changes(revisions({"api/a.graphql": ("type Query { a: Int }", "type Query { c: Int }")}, others))
    assert [one.subject for one in found.changes] == ["Query.a"]


def test_two_schemas_of_one_repository_are_not_mixed() -> None:
    others = {"shop/schema.graphql": "type Query { a: A }\ntype A { x: Int y: Int }"}
    found = changes(revisions({"pay/schema.graphql": ("type A { x: Int y: Int }", "type A { x: Int }")}, others))
    assert [one.subject for one in found.changes] == ["A.y"]


def test_two_schemas_of_one_folder_are_not_mixed() -> None:
    others = {"public.graphql": "type Query { a: A }\ntype A { x: Int y: Int }"}
    found = changes(revisions({"admin.graphql": ("type A { x: Int y: Int }", "type A { x: Int }")}, others))
    assert [one.subject for one in found.changes] == ["A.y"]


def test_a_schema_that_two_changed_files_share_is_compared_once() -> None:
    pair = {
        "a.graphql": ("type A { x: Int y: Int }", "type A { x: Int }"),
        "b.graphql": ("type B { x: A }", "type B { x: A! }"),
    }
    assert [one.subject for one in changes(revisions(pair)).changes] == ["A.y"]


@pytest.mark.parametrize(
    ("base", "head"),
    [
        pytest.param("query A { a }", "query A { b ", id="operations"),
        pytest.param("fragment F on Order { type id }", "{", id="a field that is called type"),
        pytest.param(None, "type Query { a: Int }", id="a new schema"),
        pytest.param("type Query { a: Int }", None, id="a schema that left, perhaps for the code"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_nothing_is_said_of(base: str | None, head: str | None) -> None:
    assert changes(revisions({"a.graphql": (base, head)})) == Compared()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("type Query {\n a: \n}", "Syntax Error: Expected Name, found '}'. (line 3)"),
        ("type Query { a: " + "[" * 9_000, "too deep"),
        ("type Query { a: Int }\ninput __Own { a: Query }\nenum E { true }", "true"),
    ],
)
def test_a_changed_file_that_is_no_graphql_is_a_failure(text: str, reason: str) -> None:
    found = changes(revisions({"a.graphql": ("type Query { a: Int }", text)}))
    ((path, said),) = found.failures
    assert (path, found.changes) == ("a.graphql", ())
    assert reason in said or "nested" in said


def test_a_file_that_was_broken_before_and_did_not_change_is_left_out() -> None:
    others = {"broken.graphql": "type Other {"}
    found = changes(revisions({"a.graphql": ("type A { x: Int y: Int }", "type A { x: Int }")}, others))
    assert ([one.subject for one in found.changes], found.failures) == (["A.y"], ())


def test_it_is_served_to_a_parent() -> None:
    requests, answers = io.BytesIO(), io.BytesIO()
    pickle.dump(revisions({"a.graphql": ("type A { x: Int y: Int }", "type A { x: Int }")}), requests)
    requests.seek(0)
    serve(requests, answers)
    found = pickle.loads(answers.getvalue())  # noqa: S301 - our own
    assert [one.subject for one in found.changes] == ["A.y"]


_NAMES = st.lists(st.from_regex(r"f[a-z]{0,4}", fullmatch=True), min_size=2, max_size=6, unique=True)


@given(_NAMES, st.data())
def test_a_field_that_is_taken_away_is_said_and_one_that_moves_is_not(names: list[str], data: st.DataObject) -> None:
    fields = [f"  {name}: Int" for name in names]
    gone = data.draw(st.sampled_from(fields))
    base, rest = (
        "\n".join(["type Query {", *fields, "}"]),
        "\n".join(["type Query {", *(one for one in fields if one != gone), "}"]),
    )
    (change,) = compared(base, rest)
    assert base.splitlines()[change.line - 1] == gone
    moved = changes(revisions({"a.graphql": (base, rest), "b.graphql": (None, f"extend type Query {{\n{gone}\n}}")}))
    assert moved == Compared()


@given(st.data(), st.text(alphabet='{}()[]@!:|=&"#\n ax1', max_size=5))
def test_any_text_is_compared_or_refused(data: st.DataObject, noise: str) -> None:
    at = data.draw(st.integers(0, len(WHOLE)))
    found = changes(revisions({"a.graphql": (WHOLE, WHOLE[:at] + noise + WHOLE[at:])}))
    assert all(one.line >= 1 for one in found.changes)
