"""Saying once what several say."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import (
    Anchor,
    Candidate,
    Evidence,
    Finding,
    Fingerprint,
    Replacement,
    Step,
    Suggestion,
    Suppression,
)
from reviewbot.domain.levels import Confidence
from reviewbot.findings.same import agreed, distinct

Make = Callable[..., Candidate]
Find = Callable[..., Finding]

_HERE, _THERE = Anchor("a.py", Side.RIGHT, 30, 30), Anchor("b.py", Side.RIGHT, 4, 4)
_SUGGESTION = Suggestion("go(2)", "applies")
_NO = Suppression("a comment", "we know")


@pytest.fixture
def read(finding: Find) -> Find:
    """Make a finding of the agent that was confirmed."""

    def making(start_line: int = 1, line: int = 0, **more: object) -> Finding:
        own = {
            "source": "agent",
            "confidence": Confidence.MEDIUM,
            "title": "read",
            "fingerprint": Fingerprint("b" * 16),
        }
        return finding("own-item", start_line, line, **own | more)

    return making


def test_claims_of_one_item_on_overlapping_lines_are_one(candidate: Make) -> None:
    one, other = candidate(4, "a\nb\nc"), candidate(6, "c\nd")
    assert list(distinct([one, other])) == [one]


@pytest.mark.parametrize(
    "other",
    [
        {"line": 7},
        {"item": "other-item"},
        {"side": Side.LEFT},
    ],
    ids=["behind", "other-item", "other-side"],
)
def test_other_claims_stay_apart(candidate: Make, other: dict[str, object]) -> None:
    one = candidate(4, "a\nb\nc")
    assert len(list(distinct([one, candidate(**{"line": 4} | other)]))) == 2


def test_claims_in_other_files_stay_apart(candidate: Make) -> None:
    one = candidate(4)
    assert len(list(distinct([one, replace(one, anchor=replace(one.anchor, path="b.py"))]))) == 2


def test_what_overlaps_one_of_them_belongs_to_them(candidate: Make) -> None:
    assert len(list(distinct([candidate(1, "a\nb"), candidate(2, "b\nc"), candidate(3, "c\nd")]))) == 1


def test_a_claim_with_a_repair_goes_before_one_that_looked_harder(candidate: Make) -> None:
    repairing = candidate(1, replacement=Replacement(1, 1, "go(2)"))
    looking = candidate(1, refute="a timeout on the client; there is none in client.py")
    talking = candidate(1, message="a long message")
    assert list(distinct([talking, looking, repairing])) == [repairing]
    assert list(distinct([talking, looking])) == [looking]
    assert list(distinct([candidate(1), talking])) == [talking]


def test_what_stays_has_the_places_of_all_but_itself(candidate: Make) -> None:
    one = candidate(1, related=(_HERE,), message="a long message")
    other = candidate(1, related=(_THERE, _HERE, one.anchor))
    (said,) = distinct([other, one])
    assert said.related == (_HERE, _THERE)


def test_nothing_gives_nothing() -> None:
    assert list(distinct([])) == []
    assert agreed([]) == ()


def test_a_detector_and_the_agent_who_are_both_sure_are_one_finding_as_sure_as_it_gets(
    finding: Find, read: Find
) -> None:
    found = finding(start_line=3, line=5, confidence=Confidence.MEDIUM, title="found")
    (one,) = agreed([found, read(4)])
    assert (one.title, one.source, one.confidence) == ("found", "detector", Confidence.HIGH)
    assert one.anchor == found.anchor


def test_what_a_detector_only_suspects_is_said_in_the_readers_words(finding: Find, read: Find) -> None:
    found = finding(start_line=4, confidence=Confidence.LOW, title="found")
    (one,) = agreed([found, read(4)])
    assert (one.title, one.source, one.confidence) == ("read", "agent", Confidence.MEDIUM)
    assert one.fingerprint == found.fingerprint


@pytest.mark.parametrize(
    ("theirs", "ours", "both"),
    [
        (Confidence.HIGH, Confidence.LOW, Confidence.HIGH),
        (Confidence.MEDIUM, Confidence.LOW, Confidence.MEDIUM),
        (Confidence.LOW, Confidence.LOW, Confidence.LOW),
        (Confidence.LOW, Confidence.MEDIUM, Confidence.MEDIUM),
        (Confidence.HIGH, Confidence.MEDIUM, Confidence.HIGH),
    ],
)
def test_where_one_is_not_sure_the_surer_counts(
    finding: Find, read: Find, theirs: Confidence, ours: Confidence, both: Confidence
) -> None:
    (one,) = agreed([finding(start_line=4, confidence=theirs), read(4, confidence=ours)])
    assert one.confidence is both


def test_what_stays_has_the_others_path_places_and_suggestion(finding: Find, read: Find) -> None:
    step = Step("a.py", 1, "x = 1")
    found = finding(start_line=4, confidence=Confidence.LOW, evidence=Evidence("q", "t", (step,)), related=(_HERE,))
    (one,) = agreed([replace(found, suggestion=_SUGGESTION), read(4, related=(_THERE, _HERE, found.anchor))])
    assert (one.evidence.path, one.related, one.suggestion) == ((step,), (_THERE, _HERE), _SUGGESTION)


def test_a_suggestion_for_other_lines_is_not_taken(finding: Find, read: Find) -> None:
    (one,) = agreed([finding(start_line=3, line=5), read(4, suggestion=_SUGGESTION)])
    assert one.suggestion is None
    (one,) = agreed([finding(start_line=4), read(4, suggestion=_SUGGESTION)])
    assert one.suggestion == _SUGGESTION


@pytest.mark.parametrize(("theirs", "ours"), [(_NO, None), (None, _NO)])
def test_a_no_to_either_is_a_no_to_both(
    finding: Find, read: Find, theirs: Suppression | None, ours: Suppression | None
) -> None:
    (one,) = agreed([finding(start_line=4, suppressed=theirs), read(4, suppressed=ours)])
    assert one.suppressed == _NO


def test_several_detectors_agree_with_one_reader(finding: Find, read: Find) -> None:
    sure = finding(start_line=5, title="sure", confidence=Confidence.HIGH)
    unsure = finding(start_line=4, title="unsure", confidence=Confidence.LOW, source="sarif:x", related=(_THERE,))
    (one,) = agreed([unsure, sure, read(3, 6)])
    assert (one.title, one.related) == ("sure", (_THERE,))


def test_a_detectors_finding_agrees_with_one_reader_alone(finding: Find, read: Find) -> None:
    one, other = read(3), read(4)
    assert len(agreed([finding(start_line=3, line=4), one, other])) == 2


@pytest.mark.parametrize(
    "other", [{"name": "other-item"}, {"start_line": 9}, {"path": "b.py"}], ids=["item", "lines", "file"]
)
def test_what_is_said_of_something_else_stays(finding: Find, read: Find, other: dict[str, object]) -> None:
    both = [finding(**{"start_line": 4} | other), read(4)]
    assert agreed(both) == tuple(both)


def test_without_a_reader_all_stay_as_they_are(finding: Find) -> None:
    both = (finding(start_line=4), finding(start_line=4))
    assert agreed(both) == both
