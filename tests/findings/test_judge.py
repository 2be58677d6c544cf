"""From a candidate to a finding."""

from collections.abc import Callable

import pytest

from reviewbot.domain.diff import FileDiff, Side
from reviewbot.domain.finding import Candidate, Detected, Finding, Placement, Replacement, Step
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.source import Source
from reviewbot.findings.fingerprint import fingerprint
from reviewbot.findings.judge import judged

Make = Callable[..., Candidate]
Judge = Callable[..., Finding]

_BASE = "\n".join(f"x = {number}" for number in range(1, 31))
_HEAD = _BASE.replace("x = 10\n", "go(1)\n")


@pytest.fixture
def judge(own: Callable[..., Item], changed: Callable[..., FileDiff]) -> Judge:
    """Judge a candidate of a changed file, of which the detectors find only the candidate, and only at first."""

    def judging(one: Candidate, head: str = _HEAD, base: str = _BASE) -> Finding:
        source = Source("a.py", head, "python")
        return judged(
            one,
            own(),
            Severity.CRITICAL,
            changed(base, head),
            source,
            lambda version: Detected((one,) if version == source else ()),
        )

    return judging


def test_a_finding_says_what_the_candidate_says_with_the_items_area_and_the_severity_that_holds(
    judge: Judge, candidate: Make
) -> None:
    one = candidate(10, steps=(Step("a.py", 1, "x = 1"),))
    finding = judge(one)
    assert (finding.item, finding.area, finding.severity) == ("own-item", "team", Severity.CRITICAL)
    assert (finding.title, finding.message, finding.evidence.trigger) == ("title", "message", "trigger")
    assert (finding.anchor, finding.evidence.quote, finding.evidence.path) == (one.anchor, one.quote, one.steps)
    assert (finding.placement, finding.placement_reason) == (Placement.INLINE, "")
    assert (finding.fingerprint, finding.suggestion, finding.suppressed) == (fingerprint(one), None, None)


def test_a_proven_suggestion_is_made(judge: Judge, candidate: Make) -> None:
    finding = judge(candidate(10, replacement=Replacement(10, 10, "go(1, 2)")))
    assert finding.suggestion is not None
    assert finding.suggestion.text == "go(1, 2)"


def test_a_candidate_whose_quote_does_not_stand_there_is_said_of_the_file(judge: Judge, candidate: Make) -> None:
    finding = judge(candidate(10, "nowhere", replacement=Replacement(10, 10, "go(1, 2)")))
    assert (finding.placement, finding.placement_reason) == (Placement.FILE, "its quote does not stand where it says")
    assert finding.suggestion is None


def test_lines_that_the_diff_does_not_show_are_said_of_the_file_without_a_suggestion(
    judge: Judge, candidate: Make
) -> None:
    finding = judge(candidate(20, "x = 20", replacement=Replacement(20, 20, "x = 1")))
    assert (finding.placement, finding.suggestion) == (Placement.FILE, None)


def test_a_moved_quote_keeps_its_fingerprint(judge: Judge, candidate: Make) -> None:
    assert judge(candidate(9)).fingerprint == judge(candidate(10)).fingerprint
    assert judge(candidate(9)).line == 10


def test_a_comment_above_the_whole_anchor_counts_where_the_diff_shows_only_its_end(
    judge: Judge, candidate: Make
) -> None:
    lines = _BASE.split("\n")
    lines[2] = "# reviewbot: ignore[own-item] we know"
    head = [*lines[:9], "go(1)", *lines[10:]]
    finding = judge(candidate(4, "\n".join(head[3:10])), "\n".join(head), "\n".join(lines))
    assert finding.start_line == 7
    assert finding.suppressed is not None
    assert finding.suppressed.reason == "we know"


_KEY = "q8Zr1xVnW3Tk9pLm"


def test_a_secret_is_masked_in_all_that_is_said(judge: Judge, candidate: Make) -> None:
    head = _HEAD.replace("go(1)", f'key = "{_KEY}"  # reviewbot: ignore[own-item] {_KEY} is old')
    line = head.split("\n")[9]
    said = {"title": f"`{_KEY}`", "trigger": f"when {_KEY}", "message": f"revoke {_KEY}"}
    finding = judge(candidate(10, line, secrets=(_KEY,), steps=(Step("a.py", 10, line),), **said), head)
    assert _KEY not in repr(finding)
    assert finding.title == "`q8Zr…`"
    assert finding.evidence.quote.startswith('key = "q8Zr…"')
    assert finding.suppressed is not None
    assert finding.suppressed.reason == "q8Zr… is old"


def test_a_suggestion_that_would_show_a_secret_is_not_made(judge: Judge, candidate: Make) -> None:
    head = _HEAD.replace("go(1)", f'key = "{_KEY}"')
    one = candidate(10, f'key = "{_KEY}"', secrets=(_KEY,), replacement=Replacement(10, 10, f'key = str("{_KEY}")'))
    assert judge(one, head).suggestion is None


@pytest.mark.parametrize(
    ("secrets", "shown"),
    [(("hunter22",), "hu…"), (("abc",), "…"), (("",), "hunter22 abc"), (("hunter", "hunter22 abc"), "hun…")],
    ids=["short", "tiny", "none", "nested"],
)
def test_of_a_short_secret_at_most_a_quarter_is_shown(
    judge: Judge, candidate: Make, secrets: tuple[str, ...], shown: str
) -> None:
    assert shown in judge(candidate(10, title="hunter22 abc", secrets=secrets)).title


def test_a_finding_of_the_base_stands_on_the_left(judge: Judge, candidate: Make) -> None:
    finding = judge(candidate(1, "go(1)", Side.LEFT), head="go(1)\n", base="go(1)\nx\n")
    assert (finding.side, finding.placement) == (Side.LEFT, Placement.INLINE)
