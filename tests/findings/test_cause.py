"""What the change causes."""

from collections import Counter
from collections.abc import Callable

import pytest

from reviewbot.checklist.load import item
from reviewbot.detectors.detect import detect
from reviewbot.domain.diff import FileDiff
from reviewbot.domain.finding import Candidate
from reviewbot.domain.source import Source
from reviewbot.findings.cause import Compared, compared, has_lost, unmoved

Changed = Callable[..., FileDiff]
Make = Callable[..., Candidate]

_ITEM = item(
    """\
---
id: own
title: t
severity: low
wording: {title: a, trigger: b, repair: c}
detectors:
- language: python
  confidence: high
  rule:
    any:
    - {kind: call, all: [{regex: '^get'}, {not: {regex: timeout}}]}
    - {kind: except_clause, not: {regex: raise}}
---
""",
    "own.md",
    "team",
    {},
)


def comparison(changed: Changed, base: str, head: str) -> Compared:
    def found(text: str) -> tuple[Candidate, ...]:
        return detect(Source("a.py", text, "python"), [_ITEM])

    return compared(found(head), found(base), changed(base, head))


def new_lines(changed: Changed, base: str, head: str) -> list[int]:
    return [one.anchor.start_line for one in comparison(changed, base, head).new]


@pytest.mark.parametrize(
    ("base", "head", "lines"),
    [
        ("get(1)\n", "get(1)\nx = 1\n", []),
        ("x = 1\n", "x = 1\nget(1)\n", [2]),
        ("get(1)\n", "get(2)\n", [1]),
        ("get(\n  1,\n  timeout=3)\n", "get(\n  1)\n", [1]),
        ("try:\n  x\nexcept E:\n  log()\n  raise\n", "try:\n  x\nexcept E:\n  log()\n", [3]),
        ("get(1)\nx = 1\ny = 2\n", "x = 1\ny = 2\nget(1)\n", []),
        ("if x:\n  get(1)\n", "get(1)\n", []),
        ("get(1)\n", "get(1)\nx = 1\nget(1)\n", [3]),
        ("get(1)\n", "x = 1\nget(1)\nget(1)\n", [3]),
        ("get(1)\nget(1)\n", "get(1)\n", []),
        ("", "get(1)\nget(1)\n", [1, 2]),
        ("get(1)\n", "# why\nget(1)\n", []),
    ],
    ids=["there-before", "added", "changed", "timeout-removed", "raise-removed", "moved", "indented", "copied",
         "copied-above", "one-removed", "all-new", "comment"],
)  # fmt: skip
def test_only_what_the_change_causes_is_new(changed: Changed, base: str, head: str, lines: list[int]) -> None:
    assert new_lines(changed, base, head) == lines


def test_what_was_there_before_is_counted_and_what_is_gone_is_told(changed: Changed) -> None:
    held = comparison(changed, "get(1)\nget(2)\nget(3)\n", "get(1)\nget(4)\n")
    assert (len(held.new), held.kept) == (1, 1)
    assert held.gone == Counter({("own", "get(2)"): 1, ("own", "get(3)"): 1})


def test_what_another_file_lost_moved_here_as_often_as_it_was_lost(candidate: Make) -> None:
    gone = Counter({("own-item", "go(1)"): 1})
    new = (candidate(1, "  go(1)"), candidate(2, "go(1)"), candidate(3, "go(2)"), candidate(4, "go(1)", item="other"))
    assert unmoved(new, gone) == new[1:]
    assert unmoved(new[1:], gone) == new[1:]


def test_a_file_may_have_lost_what_its_removed_lines_begin_with(candidate: Make, changed: Changed) -> None:
    file = changed("x\n    go(\n  1)\n", "x\n")
    assert has_lost(file, [candidate(9, "nothing"), candidate(7, "go(\n2)")])
    assert not has_lost(file, [candidate(7, "x")])
    assert not has_lost(changed("x\n", "x\ngo(\n"), [candidate(7, "go(\n2)")])
