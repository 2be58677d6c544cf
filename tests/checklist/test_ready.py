"""A rule that detectors share is made ready once."""

import pytest

from reviewbot.checklist.ready import ready_rules
from reviewbot.errors import ChecklistError
from reviewbot.yamlfile import Document, load

_SHARED = "a: &rule {kind: call, regex: '\\d'}\nb: *rule\nc: {kind: call, regex: '\\d'}\n"


def rules(text: str) -> tuple[Document, dict[str, object]]:
    document = load(text, "item.md")
    assert isinstance(document.value, dict)
    return document, document.value


def test_a_rule_that_two_places_share_is_read_once() -> None:
    document, values = rules(_SHARED)
    ready = ready_rules()
    first, again, other = (ready(document, (name,), values[name]) for name in "abc")
    assert first == other == {"kind": "call", "regex": "[0-9]"}
    assert first is again
    assert first is not other


def test_what_is_wrong_with_a_rule_is_said_where_it_stands() -> None:
    document, values = rules("a: {kind: call}\nb: {kid: call}\n")
    ready = ready_rules()
    ready(document, ("a",), values["a"])
    with pytest.raises(ChecklistError, match="`kid` is no part of a rule") as caught:
        ready(document, ("b",), values["b"])
    assert caught.value.place is not None
    assert caught.value.place.line == 2
