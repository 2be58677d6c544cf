"""Candidates in one version of one file."""

from collections.abc import Callable

import pytest

from reviewbot.detectors.detect import detect
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Confidence
from reviewbot.domain.source import Source
from reviewbot.syntax.languages import grammar_of
from reviewbot.syntax.tree import PatternError

Own = Callable[..., Item]

_CALL = "- language: python\n  confidence: medium\n  rule: {kind: call, has: {field: function, pattern: $F}}\n"


def found(text: str, *items: Item, path: str = "app/a.py") -> tuple[Candidate, ...]:
    return detect(Source(path, text, grammar_of(path)), items)


def test_a_candidate_says_where_what_and_why(own: Own) -> None:
    text = "class A:\n    def f(self):\n        return go(\n            1,\n        )\n"
    (one,) = found(text, own(_CALL))
    assert one.anchor == Anchor("app/a.py", Side.RIGHT, 3, 5)
    assert one.quote == "        return go(\n            1,\n        )"
    assert (one.title, one.trigger, one.message) == ("`go` fails", "When it runs, it fails.", "Mend it.")
    assert (one.item, one.source, one.definition, one.confidence) == (
        "own-item",
        "detector",
        "A.f",
        Confidence.MEDIUM,
    )


def test_the_anchor_is_the_capture_to_change(own: Own) -> None:
    rule = "  rule: {kind: call, has: {field: arguments, pattern: $A}, all: [{has: {field: function, pattern: $F}}]}\n"
    (one,) = found("go(\n    1,\n)\n", own(f"- language: python\n  confidence: low\n{rule}  anchor: F\n"))
    assert (one.anchor.start_line, one.anchor.line, one.quote) == (1, 1, "go(")


@pytest.mark.parametrize(("lines", "last"), [(12, 12), (13, 1)])
def test_an_anchor_of_more_than_twelve_lines_is_its_first(own: Own, lines: int, last: int) -> None:
    (one,) = found("go(\n" + "1,\n" * (lines - 2) + ")\n", own(_CALL))
    assert (one.anchor.start_line, one.anchor.line) == (1, last)
    assert len(one.quote.split("\n")) == last


def test_names_must_and_must_not_be_what_they_say(own: Own) -> None:
    text = "import requests as r\nfrom x import get\nr.get(1)\nr.gets(1)\nr.a.get(1)\nget(1)\n"
    assert [one.anchor.line for one in found(text, own(_CALL + "  names: {F: [requests.get]}\n"))] == [3]
    assert [one.anchor.line for one in found(text, own(_CALL + "  names: {F: ['requests.*']}\n"))] == [3, 4]
    assert [one.anchor.line for one in found(text, own(_CALL + "  names: {F: ['requests.**']}\n"))] == [3, 4, 5]
    assert [one.anchor.line for one in found(text, own(_CALL + "  not_names: {F: ['requests.*', x.get]}\n"))] == [5]


def test_a_name_that_the_rule_did_not_capture_here_is_not_asked_for(own: Own) -> None:
    rule = "  rule: {any: [{pattern: $F(1)}, {pattern: '[$G]'}]}\n  names: {G: [x]}\n"
    text = "go(1)\n[x]\n[y]\n"
    assert [one.anchor.line for one in found(text, own(f"- language: python\n  confidence: low\n{rule}"))] == [1, 2]


def test_steps_lead_from_the_evidence_to_the_anchor(own: Own) -> None:
    rule = "  rule: {pattern: '$F($A, $B)'}\n  anchor: B\n  evidence: [F, A]\n"
    (one,) = found("go(\n  1,\n  2,\n)\n", own(f"- language: python\n  confidence: low\n{rule}"))
    assert [(step.line, step.text) for step in one.steps] == [(1, "go("), (2, "1,"), (3, "2,")]


def test_evidence_on_the_anchored_lines_is_no_step(own: Own) -> None:
    rule = "  rule: {pattern: '$F($A)'}\n  evidence: [F, A]\n"
    (one,) = found("go(1)\n", own(f"- language: python\n  confidence: low\n{rule}"))
    assert one.steps == ()


def test_a_detector_may_be_about_some_paths_only(own: Own) -> None:
    item = own(_CALL + "  paths: ['**/migrations/*.py']\n")
    assert found("go(1)\n", item) == ()
    assert len(found("go(1)\n", item, path="app/migrations/1.py")) == 1


@pytest.mark.parametrize(
    ("path", "fires"), [("a.ts", True), ("a.tsx", True), ("a.js", True), ("a.py", False), ("a.md", False)]
)
def test_a_rule_for_typescript_reads_its_three_grammars_and_no_other(own: Own, path: str, *, fires: bool) -> None:
    rule = "- language: typescript\n  confidence: low\n  rule: {pattern: $F($A)}\n"
    assert bool(found("go(1)\n", own(rule), path=path)) is fires


def test_candidates_come_in_the_order_of_the_file(own: Own) -> None:
    items = [own(_CALL, "b"), own(_CALL, "a")]
    assert [(one.item, one.anchor.line) for one in found("go(1)\n\ngo(2)\n", *items)] == [
        ("a", 1), ("b", 1), ("a", 3), ("b", 3),
    ]  # fmt: skip


def test_of_one_item_on_the_same_lines_the_surest_is_kept(own: Own) -> None:
    low = _CALL.replace("medium", "low")
    (one,) = found("go(1)\n", own(low + _CALL + low))
    assert one.confidence is Confidence.MEDIUM


def test_equal_lines_in_one_definition_are_told_apart_by_their_number(own: Own) -> None:
    text = "def f():\n    go(1)\n    if x:\n        go(1)\n    go(2)\ndef g():\n    go(1)\n"
    assert [(one.definition, one.ordinal) for one in found(text, own(_CALL))] == [
        ("f", 0), ("f", 1), ("f", 0), ("g", 0),
    ]  # fmt: skip


def test_the_same_file_gives_the_same_candidates(own: Own) -> None:
    text = "import a\nx = a.b()\nx.c(1)\n[y(z) for z in x]\n" * 20
    assert len({found(text, own(_CALL)) for _ in range(3)}) == 1


def test_lines_are_quoted_without_carriage_returns(own: Own) -> None:
    (one,) = found("x = 1\r\ngo(\r\n  1)\r\n", own(_CALL))
    assert (one.anchor.start_line, one.anchor.line, one.quote) == (2, 3, "go(\n  1)")


def test_a_rule_that_does_not_compile_is_an_error(own: Own) -> None:
    with pytest.raises(PatternError):
        found("go(1)\n", own("- language: python\n  confidence: low\n  rule: {kind: $F, pattern: $F}\n"))
