"""Mechanical repairs, as the anchored lines with the repair made."""

from collections.abc import Callable

import pytest

from reviewbot.detectors.detect import detect
from reviewbot.domain.finding import Replacement
from reviewbot.domain.item import Item
from reviewbot.domain.source import Source
from reviewbot.findings.prove import applied

Own = Callable[..., Item]

_APPEND = """\
- language: python
  confidence: high
  rule:
    kind: call
    all: [{has: {field: function, regex: '^go$', pattern: $F}}, {has: {field: arguments, pattern: $ARGS}}]
  append: {target: ARGS, text: 'limit=$F.x'}
"""
_REPLACE = """\
- language: python
  confidence: high
  rule:
    kind: call
    all:
      - has: {field: function, regex: '^go$', pattern: $F}
      - has: {field: arguments, has: {kind: 'false', pattern: $NO}}
  replace: {target: NO, text: 'True'}
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("go()\n", "go(limit=go.x)\n"),
        ("go( )\n", "go(limit=go.x)\n"),
        ("go(\n)\n", "go(limit=go.x)\n"),
        ("go(\n    # nothing\n)\n", "go(limit=go.x\n    # nothing\n)\n"),
        ("x = go(a)  # why\n", "x = go(a, limit=go.x)  # why\n"),
        ("go(a, **b)\n", "go(a, **b, limit=go.x)\n"),
        ("go(a, b,)\n", "go(a, b, limit=go.x)\n"),
        ("go(a, b , )\n", "go(a, b , limit=go.x )\n"),
        ("go(f(1), [2,])\n", "go(f(1), [2,], limit=go.x)\n"),
        ("go(a,\n   b)\n", "go(a,\n   b, limit=go.x)\n"),
        ("go(\n    a,\n    b,\n)\n", "go(\n    a,\n    b,\n    limit=go.x,\n)\n"),
        ("go(\n    a,\n    b\n)\n", "go(\n    a,\n    b,\n    limit=go.x\n)\n"),
        ("go(\n    a,  # why\n)\n", "go(\n    a,  # why\n    limit=go.x,\n)\n"),
        ("go(\n    a  # why\n)\n", "go(\n    a,  # why\n    limit=go.x\n)\n"),
        ("go(a  # why\n)\n", "go(a, limit=go.x  # why\n)\n"),
        ("go(\n    a,\n    # more\n)\n", "go(\n    a,\n    limit=go.x,\n    # more\n)\n"),
        ("go(\n    a, b\n)\n", "go(\n    a, b, limit=go.x\n)\n"),
        ("if x:\n\tgo(\n\t\ta,\n\t)\n", "if x:\n\tgo(\n\t\ta,\n\t\tlimit=go.x,\n\t)\n"),
        ("go(\r\n    a,\r\n)\r\n", "go(\r\n    a,\r\n    limit=go.x,\r\n)\r\n"),
        ("go(a)", "go(a, limit=go.x)"),
    ],
)
def test_an_argument_is_appended_as_a_person_would(own: Own, before: str, after: str) -> None:
    (one,) = detect(Source("a.py", before, "python"), [own(_APPEND)])
    assert one.replacement is not None
    assert (one.replacement.start_line, one.replacement.line) == (one.anchor.start_line, one.anchor.line)
    assert applied(before, one.replacement) == after


def test_a_capture_is_replaced(own: Own) -> None:
    (one,) = detect(Source("a.py", "x = 1\ngo(\n  False)\n", "python"), [own(_REPLACE)])
    assert one.replacement == Replacement(2, 3, "go(\n  True)")


def test_a_repair_outside_the_anchored_lines_is_none(own: Own) -> None:
    (one,) = detect(Source("a.py", "go(\n  False)\n", "python"), [own(f"{_REPLACE}  anchor: F\n")])
    assert one.anchor.line == 1
    assert one.replacement is None


def test_a_repair_of_what_was_not_captured_is_none(own: Own) -> None:
    rule = "- language: python\n  confidence: low\n  rule: {any: [{pattern: $F(1)}, {pattern: $A + 1}]}\n"
    (one,) = detect(Source("a.py", "go(1)\n", "python"), [own(rule + "  replace: {target: A, text: '2'}\n")])
    assert one.replacement is None


def test_without_a_target_the_whole_match_is_replaced_and_what_was_not_captured_is_empty(own: Own) -> None:
    rule = "- language: python\n  confidence: low\n  rule: {any: [{pattern: $F(1)}, {pattern: $A + 1}]}\n"
    (one,) = detect(Source("a.py", "x = go(1)  # y\n", "python"), [own(rule + "  replace: {text: '$F(2, $A)'}\n")])
    assert one.replacement == Replacement(1, 1, "x = go(2, )  # y")
