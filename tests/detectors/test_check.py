"""Rules that no grammar takes."""

from dataclasses import replace

import pytest

from reviewbot.checklist.load import item
from reviewbot.detectors.check import check
from reviewbot.domain.item import Applies, Item
from reviewbot.errors import ChecklistError


def own(rule: str, language: str = "python") -> Item:
    text = (
        "---\nid: own\ntitle: t\nseverity: low\nwording: {title: a, trigger: b, repair: c}\ndetectors:\n"
        "- language: python\n  confidence: high\n  rule: {kind: call}\n"
        f"- language: {language}\n  confidence: high\n  rule: {rule}\n"
        "- secret: '(?P<value>a)'\n  confidence: high\n---\n"
    )
    return item(text, ".github/reviewbot/checklist/own.md", "team", {})


def test_a_rule_that_compiles_is_left_alone() -> None:
    check([own("{pattern: $F($A)}"), own("{kind: call_expression}", "typescript")])


@pytest.mark.parametrize(
    ("rule", "language", "message"),
    [
        ("{kind: nonsense}", "python", "This rule cannot be used for python: "),
        ("{kind: type_identifier}", "typescript", "This rule cannot be used for javascript: "),
        ("{kind: call}", "pyton", "`pyton` is no language that is read here."),
        ("{matches: nobody}", "python", "This rule cannot be used for python: "),
        ("{regex: (}", "python", "This rule cannot be used for python: "),
        ("{kind: call, has: {field: nonsense, kind: call}}", "python", "This rule cannot be used for python: "),
        ("{pattern: {context: f(), selector: nonsense}}", "python", "This rule cannot be used for python: "),
        ("{kind: call, nthChild: x}", "python", "This rule cannot be used for python: "),
    ],
)
def test_a_rule_that_cannot_be_used_is_said_with_its_detectors_line(rule: str, language: str, message: str) -> None:
    with pytest.raises(ChecklistError) as caught:
        check([own(rule, language)])
    assert caught.value.message.startswith(message)
    assert "\n" not in caught.value.message
    assert str(caught.value.place) == ".github/reviewbot/checklist/own.md:10"
    assert caught.value.hint


def test_an_item_for_a_language_nobody_reads_would_never_be_asked() -> None:
    with pytest.raises(ChecklistError, match="`typscript` is no language") as caught:
        check([replace(own("{kind: call}"), applies=Applies(frozenset({"typscript"}), ()))])
    assert caught.value.hint.startswith("Did you mean `typescript`? Allowed: ")
    assert str(caught.value.place) == ".github/reviewbot/checklist/own.md"
