"""What holds for any two descriptions."""

import json
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st
from support.description import compared

from reviewbot.detectors.openapi.kind import Kind
from reviewbot.domain.contract import Impact
from reviewbot.domain.diff import Side

NAMES = st.sampled_from(["id", "total", "items", "$ref", "properties", "owner"])
TYPES = st.sampled_from(
    ["string", "integer", "number", "boolean", "object", "array", "null", ["string", "null"], 7, None]
)
KEYWORDS: st.SearchStrategy[Mapping[str, object]] = st.fixed_dictionaries(
    {},
    optional={
        "type": TYPES,
        "enum": st.lists(st.sampled_from(["a", 1, None, 1.5, {"a": 1}]), max_size=3) | st.just("a"),
        "const": st.sampled_from(["a", None]),
        "format": st.sampled_from(["date", "int32", 3]),
        "pattern": st.sampled_from(["^a", ".*", None]),
        "maxLength": st.sampled_from([1, 2.5, -1, True, "x", 10**400]),
        "minimum": st.sampled_from([0, 3, None, float("1e308")]),
        "multipleOf": st.sampled_from([0, 2, 3.5, 10**400]),
        "required": st.lists(NAMES, max_size=2) | st.just("id"),
        "nullable": st.booleans(),
        "readOnly": st.booleans(),
        "deprecated": st.booleans(),
        "default": st.sampled_from([1, "a", None]),
        "discriminator": st.just({"propertyName": "id"}),
    },
)
LEAVES: st.SearchStrategy[object] = KEYWORDS | st.sampled_from(
    [{"$ref": "#/components/schemas/A"}, {"$ref": "#/x"}, {"$ref": 3}, None, [], True, False, "text"]
)


def _wider(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    lists = st.lists(inner, max_size=3)
    several = st.dictionaries(NAMES, inner, max_size=3)
    composed = st.fixed_dictionaries(
        {},
        optional={
            "properties": several, "items": inner, "additionalProperties": inner, "prefixItems": lists, "allOf": lists,
            "oneOf": lists, "anyOf": lists, "not": inner, "if": inner, "then": inner, "patternProperties": several,
            "dependentRequired": st.just({"id": ["total"]}), "contains": inner,
        },
    )  # fmt: skip
    return st.tuples(composed, KEYWORDS).map(lambda both: {**both[0], **both[1]})


SCHEMAS = st.recursive(LEAVES, _wider, max_leaves=10)


def document(schema: object, shared: object, also: str = "post") -> str:
    use = {"content": {"application/json": {"schema": schema}}}
    operation = {"requestBody": use, "responses": {"200": use}}
    value = {
        "openapi": "3.1.0",
        "paths": {"/o": {"put": operation, also: operation}},
        "components": {"schemas": {"A": shared}},
    }
    return json.dumps(value)


@given(SCHEMAS, SCHEMAS)
def test_a_description_does_not_differ_from_itself(schema: object, shared: object) -> None:
    text = document(schema, shared)
    assert compared(text, text + " ") == ()


@given(SCHEMAS, SCHEMAS, SCHEMAS, SCHEMAS)
def test_any_two_descriptions_can_be_compared(one: object, shared: object, two: object, other: object) -> None:
    before, after = document(one, shared), document(two, other)
    for change in compared(before, after):
        assert change.subject
        assert change.where.startswith(("PUT /o", "POST /o"))
        assert change.path == "openapi.yaml"
        assert change.line == 1
        assert isinstance(change.kind, Kind)
        assert change.impact is change.kind.impact


@given(SCHEMAS)
def test_an_optional_field_more_never_breaks(field: object) -> None:
    fields: dict[str, object] = {"id": {"type": "integer"}}
    schema = {"type": "object", "properties": fields, "required": ["id"]}
    more = {**schema, "properties": {**fields, "more": field}}
    found = compared(document(schema, {}), document(more, {}))
    assert [one for one in found if one.impact is not Impact.SAFE] == []


@given(st.sampled_from(["get", "post", "delete", "patch"]), SCHEMAS)
def test_an_operation_that_is_gone_is_always_said(method: str, schema: object) -> None:
    before, after = document(schema, {}, method), document(schema, {}, "put")
    (change,) = compared(before, after)
    assert (change.kind, change.subject, change.side) == ("operation-removed", f"{method.upper()} /o", Side.LEFT)


@given(st.lists(st.sampled_from("abcdef"), min_size=1, unique=True), st.data())
def test_a_field_that_is_gone_is_always_said(names: list[str], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(names))
    fields = {name: {"type": "string"} for name in names}
    left = {name: one for name, one in fields.items() if name != gone}
    before, after = ({"type": "object", "properties": one} for one in (fields, left))
    deep = data.draw(st.integers(0, 4))
    for _ in range(deep):
        before, after = ({"type": "array", "items": one} for one in (before, after))
    found = compared(document(before, {}), document(after, {}))
    assert {(one.kind, one.subject) for one in found} == {
        ("response-field-removed", gone),
        ("request-field-removed", gone),
    }
