"""The look-ups as the API and the model see them."""

import json

import pytest
from jsonschema import Draft202012Validator

from reviewbot.agent.call import Tool
from reviewbot.agent.definition import Definition
from reviewbot.agent.tools import TOOLS, granted, misfit

EACH = pytest.mark.parametrize("tool", TOOLS, ids=[tool.name for tool in TOOLS])
READ = next(tool for tool in TOOLS if tool.name == "read_lines")
FIT: dict[str, object] = {"path": "a", "side": "LEFT", "first": 1, "last": 0}


@EACH
def test_a_schema_is_one_that_the_api_takes(tool: Tool) -> None:
    schema = json.loads(json.dumps(tool.arguments))
    Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False
    assert schema["required"] == list(schema["properties"])
    assert all(one["description"] for one in schema["properties"].values())


def test_every_look_up_that_an_agent_may_be_granted_is_a_tool() -> None:
    assert {tool.name for tool in TOOLS} == Definition("", "", "").look_ups


def test_only_what_is_granted_is_offered_in_one_order() -> None:
    assert [tool.name for tool in granted({"search", "read_lines", "run"})] == ["read_lines", "search"]
    assert granted(frozenset()) == ()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (FIT, ""),
        (FIT | {"besides": 1}, ""),
        (None, "`read_lines` takes a JSON object."),
        ([FIT], "`read_lines` takes a JSON object."),
        ({}, "`path` is missing."),
        (FIT | {"path": 1}, "`path` is not a text."),
        (FIT | {"path": None}, "`path` is not a text."),
        (FIT | {"side": "head"}, "`side` is none of RIGHT, LEFT."),
        (FIT | {"first": "1"}, "`first` is not a whole number."),
        (FIT | {"first": 1.0}, "`first` is not a whole number."),
        (FIT | {"last": True}, "`last` is not a whole number."),
    ],
)
def test_arguments_that_do_not_fit_are_told_apart(arguments: object, words: str) -> None:
    assert misfit(arguments, READ) == words


def test_a_truth_value_is_wanted_where_one_is() -> None:
    search = next(tool for tool in TOOLS if tool.name == "search")
    assert misfit({"text": "x", "is_expression": 1, "under": ""}, search) == "`is_expression` is not true or false."
