"""Schemas that the API compiles, and those that it does not."""

from typing import Any

import pytest
from anthropic import BadRequestError, transform_schema
from anthropic_simulator.answer import say_json
from anthropic_simulator.minds import always
from anthropic_simulator.simulator import Simulator
from anthropic_simulator_tests.conftest import Ask, Loose
from pydantic import BaseModel, Field


def shape(properties: Loose, required: tuple[str, ...] = (), **more: Loose) -> Loose:
    """Write the schema of an object."""
    closed = {"type": "object", "additionalProperties": False}
    return {**closed, "properties": properties, "required": list(required), **more}


def wanted(schema: Loose) -> Loose:
    """Ask for JSON of a schema."""
    return {"output_config": {"format": {"type": "json_schema", "schema": schema}}}


def many(count: int, schema: Loose) -> Loose:
    """Write so many properties of one kind."""
    return {f"p{number}": schema for number in range(count)}


STRING = {"type": "string"}
UNION = {"anyOf": [STRING, {"type": "null"}]}
LISTED = {"type": ["string", "null"]}
TREE = {"$defs": {"node": shape({"next": {"$ref": "#/$defs/node"}}, ("next",))}, "$ref": "#/$defs/node"}
TWICE = {"$defs": {"one": shape(many(13, STRING))}}
DEEP: Any = STRING
for _ in range(60):
    DEEP = {"type": "array", "items": DEEP}


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        (shape(many(25, STRING)), "too many optional parameters (25)"),
        (shape(many(17, UNION), tuple(many(17, UNION))), "too many parameters with union types (17)"),
        (shape(many(17, LISTED), tuple(many(17, LISTED))), "too many parameters with union types (17)"),
        (TREE, "Recursive schemas are not supported"),
        ({"$ref": "https://example.org/s"}, "External schema reference"),
        ({"$ref": "#/$defs/gone"}, "not found"),
        ({"type": "object", "properties": {}}, "'additionalProperties' must be explicitly set to false"),
        (
            shape({"in": {"type": "array", "items": {"type": "object"}}}),
            "properties.in.items: For 'object' type",
        ),
        (shape({"n": {"type": "integer", "minimum": 1}}), "For 'integer' type, property 'minimum' is not supported"),
        (shape({"s": {"type": "string", "maxLength": 9}}), "property 'maxLength' is not supported"),
        (shape({"s": {"type": "string", "format": "regex"}}), "String format 'regex' is not supported"),
        (shape({"a": {"type": "array", "minItems": 2}}), "'minItems' values other than 0 or 1"),
        (shape({"x": {"description": "Anything."}}), "Schema type is missing"),
        (DEEP, "too complex"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_a_schema_beyond_the_grammar_is_refused(ask: Ask, schema: Loose, message: str) -> None:
    with pytest.raises(BadRequestError) as caught:
        ask(**wanted(schema))
    assert message in str(caught.value.api_message)


@pytest.mark.parametrize(
    "schema",
    [
        shape(many(24, STRING)),
        shape(many(16, UNION), tuple(many(16, UNION))),
        shape({"a": {"$ref": "#/$defs/one"}, "b": {"$ref": "#/$defs/one"}}, ("a", "b"), **TWICE),
    ],
    ids=["24 optional", "16 unions", "a definition twice"],
)
def test_a_schema_at_the_limit_is_taken(server: Simulator, ask: Ask, schema: Loose) -> None:
    server.change_mind(always(say_json({}, is_malformed=True)))
    assert ask(**wanted(schema)).stop_reason == "end_turn"


def test_limits_count_over_all_strict_tools_and_the_format(ask: Ask) -> None:
    tool: Any = {"name": "read", "strict": True, "input_schema": shape(many(13, STRING))}
    assert ask(tools=[tool]).stop_reason == "end_turn"
    with pytest.raises(BadRequestError, match=r"too many optional parameters \(26\)"):
        ask(tools=[tool], **wanted(shape(many(13, STRING))))


def test_a_tool_that_is_not_strict_has_any_schema(ask: Ask) -> None:
    tool = {
        "name": "read",
        "input_schema": {"type": "object", "properties": many(30, {"type": "integer", "minimum": 1})},
    }
    assert ask(tools=[tool]).stop_reason == "end_turn"


def test_more_than_20_strict_tools_are_refused(ask: Ask) -> None:
    tools = [{"name": f"t{number}", "strict": True, "input_schema": shape({})} for number in range(21)]
    assert ask(tools=tools[:20]).stop_reason == "end_turn"
    with pytest.raises(BadRequestError, match="Too many strict tools"):
        ask(tools=tools)


class Place(BaseModel):
    """A place in a file."""

    path: str = Field(max_length=100)
    line: int = Field(ge=1)


class Claims(BaseModel):
    """Several places."""

    places: list[Place] = Field(max_length=5)


def test_what_the_sdk_makes_of_a_model_is_taken(server: Simulator, ask: Ask) -> None:
    server.change_mind(always(say_json({"places": [{"path": "a.py", "line": 1}]})))
    assert ask(**wanted(transform_schema(Claims))).stop_reason == "end_turn"
    with pytest.raises(BadRequestError):
        ask(**wanted(Claims.model_json_schema()))
