"""What a change of protobuf files breaks, and what it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.revisions import revisions

from reviewbot.detectors.protobuf.comparison import changes
from reviewbot.detectors.protobuf.kinds import IMPACTS, ProtobufKind
from reviewbot.domain.contract import Change, Impact
from reviewbot.domain.diff import Side

HEAD = 'syntax = "proto3";\npackage shop.v1;\n'
WHOLE = """\
syntax = "proto3";
package shop.v1;  // where { it stands
import "google/protobuf/timestamp.proto";
option go_package = "shop;shop";
/* a comment { that opens nothing */
message Order {
  option (shop.table) = { name: "orders"; key { of: "}" } };
  reserved 9 to 11, 40 to max;
  reserved "old", 'older';
  string id = 1 [(validate.rules).string = {min_len: 1}, json_name = "orderId"];
  map<string, Item> items = 2;
  oneof paid { Card card = 3; int64 cash = 0x4; }
  message Item { string sku = 1; enum Size { SMALL = 0; } Size size = 2; }
  repeated State states = 5;
  google.protobuf.Timestamp placed = 6;
  extensions 100 to 199 [declaration = { number: 100 }];
  enum State { option allow_alias = true; NONE = 0; OPEN = 1; ALSO_OPEN = 1; LOST = -1; reserved 7 to 9; }
}
message Card { string digits = 1; };
extend google.protobuf.FieldOptions { string table = 50001; }
extend google.protobuf.FieldOptions { string column = 50002; }
service Orders {
  option deprecated = true;
  rpc Get (Card) returns (stream Order) { option (google.api.http) = { get: "/v1/orders/{id}" }; }
  rpc Put (stream .shop.v1.Card) returns (Order);
}
"""


def compared(base: str | None, head: str | None) -> tuple[Change, ...]:
    """Compare two versions of one file, which must be read without a failure."""
    found = changes(revisions({"shop.proto": (base, head)}))
    assert found.failures == ()
    return found.changes


def said(base: str | None, head: str | None) -> list[tuple[str, str]]:
    return [(one.kind, one.subject) for one in compared(base, head)]


def message(body: str, name: str = "Order") -> str:
    return f"{HEAD}message {name} {{\n{body}\n}}\n"


def of_fields(base: str, head: str) -> list[tuple[str, str]]:
    return said(message(base), message(head))


def test_a_file_compared_with_itself_has_no_change() -> None:
    assert compared(WHOLE, WHOLE) == ()


def test_a_change_says_where_it_stands_and_what_it_was() -> None:
    (change,) = compared(message("int32 total = 1;"), message("string total = 1;"))
    assert (change.path, change.side, change.line) == ("shop.proto", Side.RIGHT, 4)
    assert (change.impact, change.where, change.inside) == (Impact.BREAKING, "shop.v1.Order", "shop.v1.Order")
    assert change.detail == "`int32` is now `string`"


def test_what_is_gone_is_placed_in_the_base() -> None:
    (change,) = compared(message("int32 a = 1;\nint32 total = 2;"), message("int32 a = 1;"))
    assert (change.side, change.line, change.detail) == (Side.LEFT, 5, "number 2")


@pytest.mark.parametrize(
    ("base", "head", "expected"),
    [
        pytest.param("int32 a = 1;", "", "field-removed", id="removed"),
        pytest.param("int32 a = 1;", "reserved 1;", "name-unreserved", id="its name is free"),
        pytest.param("int32 a = 1;", 'reserved "a";', "field-removed", id="its number is free"),
        pytest.param("int32 a = 1;", 'reserved 1; reserved "a";', "reserved-field-removed", id="both are reserved"),
        pytest.param(
            "int32 a = 1;", "reserved 1 to 3, a;", "reserved-field-removed", id="reserved as editions have it"
        ),
        pytest.param("int32 a = 1;", "int32 a = 2;", "field-number-changed", id="another number"),
        pytest.param("int32 a = 1;", "string b = 1;", "field-number-reused", id="its number is another field's"),
        pytest.param("int32 a = 1;", "int32 b = 1;", "field-renamed", id="another name"),
        pytest.param("int32 a = 1;", "string a = 1;", "field-type-changed", id="another type"),
        pytest.param("Card a = 1;", "Item a = 1;", "field-type-changed", id="another message"),
        pytest.param("map<string, A> a = 1;", "map<int32, A> a = 1;", "field-type-changed", id="another key"),
        pytest.param("int32 a = 1;", "sint32 a = 1;", "field-type-changed", id="zigzag is no varint"),
        pytest.param("int32 a = 1;", "bool a = 1;", "field-type-compatible", id="varints"),
        pytest.param("string a = 1;", "bytes a = 1;", "field-type-compatible", id="texts"),
        pytest.param("Card a = 1;", "bytes a = 1;", "field-type-compatible", id="a message is bytes"),
        pytest.param(
            "enum S { N = 0; } S a = 1;", "enum S { N = 0; } int32 a = 1;", "field-type-compatible", id="enum"
        ),
        pytest.param("repeated int32 a = 1;", "int32 a = 1;", "field-label-changed", id="numbers are packed"),
        pytest.param("int32 a = 1;", "repeated int32 a = 1;", "field-label-changed", id="one is now many"),
        pytest.param("repeated string a = 1;", "string a = 1;", "field-label-compatible", id="texts are not packed"),
        pytest.param(
            "repeated int32 a = 1 [packed = false];",
            "int32 a = 1;",
            "field-label-compatible",
            id="not packed by option",
        ),
        pytest.param(
            "repeated int32 a = 1 [features.repeated_field_encoding = EXPANDED];",
            "int32 a = 1;",
            "field-label-compatible",
            id="not packed by feature",
        ),
        pytest.param("int32 a = 1;", "required int32 a = 1;", "required-added", id="now required"),
        pytest.param("required int32 a = 1;", "optional int32 a = 1;", "field-label-compatible", id="no more required"),
        pytest.param("", "required int32 a = 1;", "required-added", id="a new required field"),
        pytest.param("reserved 1;", "int32 a = 1;", "reserved-used", id="a number that was reserved"),
        pytest.param('reserved "a";', "int32 a = 1;", "reserved-used", id="a name that was reserved"),
        pytest.param("reserved 1 to 9;", "reserved 1 to 4, 6 to 9;", "reserved-dropped", id="a number is free again"),
        pytest.param('reserved "a";', "", "reserved-dropped", id="a name is free again"),
        pytest.param("extensions 100 to max;", "extensions 100 to 200;", "extensions-dropped", id="extensions"),
        pytest.param("int32 a = 1;", "oneof o { int32 a = 1; }", "oneof-changed", id="into a new oneof"),
        pytest.param("oneof o { int32 a = 1; }", "int32 a = 1;", "oneof-changed", id="out of a oneof"),
    ],
)
def test_one_change_of_a_message_is(base: str, head: str, expected: str) -> None:
    assert [kind for kind, _ in of_fields(base, head)] == [expected]


def test_a_field_must_not_join_a_oneof_that_was_there() -> None:
    base, head = "int32 a = 1; oneof o { int32 b = 2; }", "oneof o { int32 a = 1; int32 b = 2; }"
    assert of_fields(base, head) == [("oneof-joined", "a")]


@pytest.mark.parametrize(
    ("base", "head"),
    [
        pytest.param("int32 a = 1;", "int32 a = 1; int32 b = 2;", id="a field came"),
        pytest.param("int32 a = 1; int32 b = 2;", "int32 b = 2; int32 a = 1;", id="the order changed"),
        pytest.param("int32 a = 1;", "optional int32 a = 1;", id="presence"),
        pytest.param("Card a = 1;", ".shop.v1.Card a = 1;", id="the same type by its whole name"),
        pytest.param("Item.Size a = 1;", "Size a = 1;", id="the same type by a shorter name"),
        pytest.param("int32 old_id = 1;", 'int32 id = 1 [json_name = "oldId"];', id="the name in JSON stays"),
        pytest.param("oneof o { int32 a = 1; }", "oneof p { int32 a = 1; }", id="a oneof has a new name"),
        pytest.param("reserved 1, 2, 3;", "reserved 1 to 3;", id="reserved otherwise"),
        pytest.param("reserved 1 to 4;", "reserved 1 to 10;", id="more is reserved"),
        pytest.param("string reserved = 1;", "string reserved = 1;", id="a word of the language as a name"),
    ],
)
def test_nothing_breaks_where(base: str, head: str) -> None:
    assert of_fields(base, head) == []


def test_two_fields_that_swap_their_numbers_are_two_changes() -> None:
    found = of_fields("int32 a = 1; int32 b = 2;", "int32 a = 2; int32 b = 1;")
    assert found == [("field-number-changed", "a"), ("field-number-changed", "b")]


def test_in_proto2_numbers_are_not_packed() -> None:
    base, head = (message(f"{label} int32 a = 1;").replace("proto3", "proto2") for label in ("repeated", "optional"))
    assert said(base, head) == [("field-label-compatible", "a")]


def test_a_group_is_a_field_and_a_message() -> None:
    base = message("optional group Result = 1 { optional string url = 2; }")
    assert said(base, message("optional group Result = 1 { }")) == [("field-removed", "url")]


@pytest.mark.parametrize(
    ("base", "head", "expected"),
    [
        pytest.param("A = 0; B = 1;", "A = 0;", [("enum-value-removed", "B")], id="removed"),
        pytest.param(
            "A = 0; B = 1;", 'A = 0; reserved 1; reserved "B";', [("reserved-field-removed", "B")], id="reserved"
        ),
        pytest.param("A = 0; B = 1;", "A = 0; B = 2;", [("enum-number-changed", "B")], id="another number"),
        pytest.param("A = 0; B = -1;", "A = 0; B = 1;", [("enum-number-changed", "B")], id="another sign"),
        pytest.param("A = 0; B = 1;", "A = 0; C = 1;", [("enum-value-renamed", "C")], id="another name"),
        pytest.param("A = 0; B = 0;", "A = 0;", [("enum-value-removed", "B")], id="an alias is gone"),
        pytest.param("A = 0; reserved 1;", "A = 0; B = 1;", [("reserved-used", "B")], id="a reserved number"),
        pytest.param(
            "A = 0; reserved 1 to 5;", "A = 0;", [("reserved-dropped", "reserved 1 to 5")], id="a number is free again"
        ),
        pytest.param("A = 0;", "A = 0; B = 1;", [], id="a value came"),
        pytest.param("reserved = 0;", "reserved = 0;", [], id="a word of the language as a name"),
    ],
)
def test_a_change_of_an_enumeration(base: str, head: str, expected: list[tuple[str, str]]) -> None:
    assert said(f"{HEAD}enum State {{ {base} }}", f"{HEAD}enum State {{ {head} }}") == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("", [("rpc-removed", "Get")], id="removed"),
        pytest.param("rpc Get(Card) returns(B);", [("rpc-type-changed", "Get")], id="another request"),
        pytest.param("rpc Get(A) returns(Card);", [("rpc-type-changed", "Get")], id="another response"),
        pytest.param("rpc Get(stream A) returns(B);", [("rpc-streaming-changed", "Get")], id="requests stream"),
        pytest.param("rpc Get(A) returns(stream B);", [("rpc-streaming-changed", "Get")], id="responses stream"),
        pytest.param("rpc Get(.shop.v1.A) returns(shop.v1.B) {}", [], id="written otherwise"),
        pytest.param("rpc Get(A) returns(B); rpc Put(A) returns(B);", [], id="a method came"),
    ],
)
def test_a_change_of_a_service(head: str, expected: list[tuple[str, str]]) -> None:
    base = f"{HEAD}service Orders {{ rpc Get(A) returns(B); }}"
    assert said(base, f"{HEAD}service Orders {{ {head} }}") == expected


def test_a_method_whose_type_is_called_stream_does_not_stream() -> None:
    base = f"{HEAD}service Orders {{ rpc Get(stream) returns(stream); }}"
    assert said(base, base.replace("(stream)", "(stream stream)", 1)) == [("rpc-streaming-changed", "Get")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("service Orders { rpc Get(A) returns(B); }", "service-removed"),
        ("message Order { string id = 1; message Item {} enum S { A = 0; } }", "message-removed"),
        ("enum State { A = 0; }", "enum-removed"),
        ("message Order { option deprecated = true; }", "deprecated-removed"),
    ],
)
def test_a_definition_that_is_gone_is_one_change(text: str, kind: str) -> None:
    assert [one for one, _ in said(HEAD + text, HEAD)] == [kind]


def test_a_deprecated_method_may_go_with_less_noise() -> None:
    base = f"{HEAD}service Orders {{ rpc Get(A) returns(B) {{ option deprecated = true; }} }}"
    assert said(base, f"{HEAD}service Orders {{}}") == [("deprecated-removed", "Get")]


def test_a_message_with_the_same_fields_has_a_new_name() -> None:
    (change,) = compared(message("string id = 1;"), message("string id = 1;", "Purchase"))
    assert (change.kind, change.detail) == ("message-renamed", "it may be `Purchase` now")


def test_a_message_that_became_an_enumeration_is_gone() -> None:
    assert said(message("string id = 1;"), f"{HEAD}enum Order {{ A = 0; }}") == [("message-removed", "Order")]


def test_a_deleted_file_is_one_change_for_its_types_and_one_for_each_service() -> None:
    types = "".join(f"message M{number} {{}}\n" for number in range(5))
    base = f"{HEAD}{types}service Orders {{}}\n"
    assert said(base, None) == [("message-removed", "M0, M1, M2 and 2 more"), ("service-removed", "Orders")]


def test_what_moved_to_another_file_of_the_package_is_not_gone() -> None:
    one = message("string id = 1;")
    assert changes(revisions({"a.proto": (one, HEAD), "b.proto": (HEAD, one)})).changes == ()


def test_what_moved_is_compared_there() -> None:
    one, other = message("string id = 1;"), message("int32 id = 1;")
    (change,) = changes(revisions({"a.proto": (one, None), "b.proto": (None, other)})).changes
    assert (change.kind, change.path) == ("field-type-changed", "b.proto")


def test_another_package_is_one_change() -> None:
    base = message("Card card = 1; .shop.v1.Card spare = 2;")
    head = base.replace("shop.v1", "shop.v2")
    (change,) = compared(base, head)
    assert (change.kind, change.line, change.detail) == ("package-changed", 2, "`shop.v1` is now `shop.v2`")


def test_another_syntax_changes_what_is_absent() -> None:
    base = message("optional int32 a = 1;")
    assert said(base.replace("proto3", "proto2"), base) == [("syntax-changed", "proto3")]


def test_an_edition_is_read_as_the_syntax_it_replaces() -> None:
    base = message("int32 a = 1;")
    head = base.replace('syntax = "proto3"', 'edition = "2024"').replace("message", "export message")
    assert said(base, head) == []


def test_extensions_of_one_message_are_taken_together() -> None:
    base = "extend A { string a = 1; }\nmessage B { extend A { string b = 2; } }\nextend A { string c = 3; }"
    assert said(base, base.replace("string c = 3;", "")) == [("field-removed", "c")]
    assert said(base, "message B {}") == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("message A {", "a brace is never closed (line 1)"),
        ("\n}", "a brace is closed that was never opened (line 2)"),
        ("message A {\n string id = ;\n}", "a number is missing (line 2)"),
        ("message A {\n string id = one;\n}", "a number is missing (line 2)"),
        ("message A {\n string;\n}", "this is no field (line 2)"),
        ("message A {\n string 'a' = 1;\n}", "this is no field (line 2)"),
        ("message A {\n string a = 1\n}", "a statement has no semicolon (line 2)"),
        ("enum A {\n B;\n}", "this is no value of an enumeration (line 2)"),
        ("service A {\n rpc B(C);\n}", "this method does not say what goes in and out (line 2)"),
        ("\nmessage A", "the last statement has no end (line 2)"),
        ("message A {" * 100, "it nests too deep (line 1)"),
        ("//" + "x" * 5_000_000, "it is too large to compare (line 1)"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_failure(text: str, reason: str) -> None:
    found = changes(revisions({"a.proto": (HEAD, text)}))
    assert (found.changes, found.failures) == ((), (("a.proto", reason),))


def test_beside_a_file_that_cannot_be_read_nothing_is_called_gone() -> None:
    pair = {"a.proto": (message("int32 a = 1;\n"), HEAD), "b.proto": (HEAD, "message {")}
    assert changes(revisions(pair)).changes == ()


@pytest.mark.parametrize("path", ["a.txt", "proto"])
def test_other_files_are_left_alone(path: str) -> None:
    assert changes(revisions({path: (message("int32 a = 1;"), "nonsense {")})).failures == ()


def test_hunks_alone_are_left_alone() -> None:
    assert changes(revisions({"a.proto": (message("int32 a = 1;"), HEAD)}, is_fragment=True)).changes == ()


def test_every_kind_has_its_impact() -> None:
    assert set(IMPACTS) == set(ProtobufKind)
    assert IMPACTS[ProtobufKind.FIELD_RENAMED] is Impact.DANGEROUS


_FIELDS = st.lists(st.sampled_from(["string", "int32", "bytes", "Card"]), min_size=1, max_size=6)
_METHODS = st.lists(st.from_regex(r"[A-Z][a-z]{0,5}", fullmatch=True), min_size=1, max_size=5, unique=True)


def written(types: list[str], calls: list[str]) -> str:
    fields = "".join(f"  {kind} f{number} = {number};\n" for number, kind in enumerate(types, 1))
    methods = "".join(f"  rpc {name}(A) returns (B);\n" for name in calls)
    return f"{HEAD}message Order {{\n{fields}}}\nservice Orders {{\n{methods}}}\n"


@given(_FIELDS, _METHODS, st.data())
def test_a_method_or_field_that_is_taken_away_is_said(types: list[str], calls: list[str], data: st.DataObject) -> None:
    base = written(types, calls)
    line = data.draw(st.sampled_from([one for one in base.splitlines(keepends=True) if one.startswith("  ")]))
    (change,) = compared(base, base.replace(line, "", 1))
    assert change.kind == ("rpc-removed" if "rpc" in line else "field-removed")
    assert base.splitlines()[change.line - 1] == line.rstrip("\n")
    assert compared(base, base) == ()


@given(st.data(), st.text(alphabet='{}()[]<>;="/*\\\n ax1', max_size=5))
def test_any_text_is_compared_or_refused(data: st.DataObject, noise: str) -> None:
    at = data.draw(st.integers(0, len(WHOLE)))
    found = changes(revisions({"a.proto": (WHOLE, WHOLE[:at] + noise + WHOLE[at:])}))
    assert all(one.line >= 1 for one in found.changes)
