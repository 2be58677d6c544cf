"""Comments that suppress nothing."""

from collections.abc import Callable

import pytest

from reviewbot.detectors.suppression import unused
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Confidence
from reviewbot.domain.source import Source

Own = Callable[..., Item]

IDLE = """\
- suppression: unused
  confidence: high
  requires: ["reviewbot:"]
  wording: {title: "idle: $NAME"}
"""
CALL = """\
- language: python
  confidence: high
  requires: ["("]
  rule: {kind: call, has: {field: function, pattern: $F}}
"""


def said(own: Own, text: str, *lines: int) -> list[tuple[int, str]]:
    source = Source("a.py", text, "python")
    items = [own(IDLE, "idle"), own(CALL, "one"), own(CALL, "two"), own("  []", "question")]
    found = [
        Candidate("one", Anchor("a.py", Side.RIGHT, line, line), "", "", "", "", Confidence.HIGH, "detector")
        for line in lines
    ]
    return [(one.anchor.line, one.title) for one in unused(source, found, items)]


def test_a_comment_that_covers_a_candidate_is_left_alone(own: Own) -> None:
    assert said(own, "go()  # reviewbot: ignore[one] why\n", 1) == []


def test_a_comment_without_a_candidate_is_told(own: Own) -> None:
    assert said(own, "x = 1\ngo()  # reviewbot: ignore[one] why\n") == [(2, "idle: one")]


def test_only_the_names_that_suppress_nothing_are_told(own: Own) -> None:
    assert said(own, "go()  # reviewbot: ignore[one, two] why\n", 1) == [(1, "idle: two")]


@pytest.mark.parametrize("name", ["question", "strange"], ids=["without detectors", "unknown"])
def test_a_name_that_no_detector_answers_for_is_left_alone(own: Own, name: str) -> None:
    assert said(own, f"go()  # reviewbot: ignore[{name}] why\n") == []


def test_a_file_without_comments_costs_nothing(own: Own) -> None:
    assert said(own, "go()\n") == []


def test_what_only_writes_about_a_comment_suppresses_nothing(own: Own) -> None:
    assert said(own, '"""Comments such as `# reviewbot: ignore[one] why`."""\n') == []
