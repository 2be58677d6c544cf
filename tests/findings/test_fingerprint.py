"""A finding's identity across pushes."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Candidate, Step
from reviewbot.domain.levels import Confidence
from reviewbot.findings.fingerprint import fingerprint

Make = Callable[..., Candidate]


def test_it_is_sixteen_hexadecimal_digits_and_the_same_for_ever(candidate: Make) -> None:
    # A new value here re-opens every thread on every pull request.
    assert fingerprint(candidate(definition="A.f")) == "95a6f531e40629c2"
    assert re.fullmatch("[0-9a-f]{16}", fingerprint(candidate(1, "\ud800\x00")))


@pytest.mark.parametrize(
    "more",
    [
        {"anchor": Anchor("a.py", Side.RIGHT, 90, 91)},
        {"quote": "    go(1) "},
        {"quote": "go(1)\n"},
        {"title": "other", "message": "other", "trigger": "other", "confidence": Confidence.LOW},
        {"steps": (Step("a.py", 4, "x"),), "source": "agent"},
    ],
    ids=["lines", "indentation", "line-end", "wording", "evidence"],
)
def test_moving_or_wording_it_otherwise_changes_nothing(candidate: Make, more: dict[str, object]) -> None:
    assert fingerprint(candidate(**more)) == fingerprint(candidate())


@pytest.mark.parametrize(
    "more",
    [
        {"item": "other"},
        {"anchor": Anchor("b.py", Side.RIGHT, 1, 1)},
        {"definition": "f"},
        {"quote": "go(2)"},
        {"ordinal": 1},
    ],
    ids=str,
)
def test_what_it_is_about_changes_it(candidate: Make, more: dict[str, object]) -> None:
    assert fingerprint(candidate(**more)) != fingerprint(candidate())


def test_parts_do_not_run_into_each_other(candidate: Make) -> None:
    one = replace(candidate(), definition="a", quote="b")
    assert fingerprint(one) != fingerprint(replace(one, definition="ab", quote=""))
