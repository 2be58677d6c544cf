"""A rule that detectors share is made ready once."""

import pytest

from reviewbot.checklist.ready import ReadyRules
from reviewbot.errors import ChecklistError
from reviewbot.yamlfile import Document, load

_SHARED = "a: &rule {kind: call, regex: '\\w'}\nb: *rule\nc: {kind: call, regex: '\\w'}\n"


def rules(text: str) -> tuple[Document, dict[str, object]]:
    document = load(text, "item.md")
    assert isinstance(document.value, dict)
    return document, document.value


def test_a_rule_that_two_places_share_is_read_once() -> None:
    document, values = rules(_SHARED)
    ready = ReadyRules()
    first, again, other = (ready.rule(document, (name,), values[name]) for name in "abc")
    assert first == other == {"kind": "call", "regex": "[0-9A-Za-z_]"}
    assert first is again
    assert first is not other


def test_what_a_rule_captures_is_said_as_often_as_it_does() -> None:
    ready = ReadyRules()
    rule = {"all": [{"pattern": "$A"}, {"pattern": "$B($$$C, $A)"}]}
    assert [ready.captures(rule), ready.captures(rule)] == [("A", "B", "A")] * 2


def test_a_util_that_two_rules_share_is_read_once() -> None:
    ready, utils = ReadyRules(), {"named": {"kind": "call"}}
    first, second = (
        ready.need({"kind": kind, "inside": {"matches": "named"}}, utils, (), utils) for kind in ("list", "tuple")
    )
    assert first.parents[0] is second.parents[0]


def test_utils_of_one_name_and_other_writing_are_told_apart() -> None:
    ready, several = ReadyRules(), [{"named": {"kind": kind}} for kind in ("call", "list")]
    needs = [ready.need({"matches": "named"}, utils, (), utils) for utils in several]
    assert [need.kinds for need in needs] == [frozenset({"call"}), frozenset({"list"})]


def test_what_is_wrong_with_a_rule_is_said_where_it_stands() -> None:
    document, values = rules("a: {kind: call}\nb: {kid: call}\n")
    ready = ReadyRules()
    ready.rule(document, ("a",), values["a"])
    with pytest.raises(ChecklistError, match="`kid` is no part of a rule") as caught:
        ready.rule(document, ("b",), values["b"])
    assert caught.value.place is not None
    assert caught.value.place.line == 2
