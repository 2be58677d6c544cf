"""The team's no in the source."""

from collections.abc import Callable

import pytest

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Candidate, Suppression
from reviewbot.findings.suppress import suppression

Make = Callable[..., Candidate]


@pytest.mark.parametrize(
    ("lines", "at", "reason"),
    [
        (["go(1)  # reviewbot: ignore[own-item] we know"], 1, "we know"),
        (["go(1)  # reviewbot: ignore[own-item]"], 1, ""),
        (["go(1)  #reviewbot:ignore[own-item]"], 1, ""),
        (["# reviewbot: ignore[own-item] why", "go(1)"], 1, "why"),
        (["    // reviewbot: ignore[own-item] why", "go(1)"], 1, "why"),
        (["/* reviewbot: ignore[own-item] why */", "go(1)"], 1, "why"),
        (["<!-- reviewbot: ignore[own-item] why -->", "go(1)"], 1, "why"),
        (["-- reviewbot: ignore[own-item] why", "go(1)"], 1, "why"),
        (["go(1)  # reviewbot: ignore[other, own-item] both"], 1, "both"),
        (["go(1)  # noqa  # reviewbot: ignore[own-item] why"], 1, "why"),
        (["go(1)  # reviewbot: ignore[other] a # reviewbot: ignore[own-item] b"], 1, "b"),
        (["go(1)  # reviewbot: ignore[own-item] a # reviewbot: ignore[other] b"], 1, "a"),
    ],
)
def test_a_comment_covers_its_own_line_and_alone_the_one_below(
    candidate: Make, lines: list[str], at: int, reason: str
) -> None:
    one = candidate(len(lines), lines[-1])
    assert suppression(one, lines) == Suppression(f"a comment in the source, line {at}", reason)


@pytest.mark.parametrize("line", [1, 2, 3])
def test_it_may_stand_on_any_of_the_anchored_lines(candidate: Make, line: int) -> None:
    lines = ["go(", "  1,", ")"]
    lines[line - 1] += "  # reviewbot: ignore[own-item]"
    assert suppression(candidate(1, "\n".join(lines)), lines) is not None


@pytest.mark.parametrize(
    "lines",
    [
        ["x = 1  # reviewbot: ignore[own-item]", "go(1)"],
        ["# reviewbot: ignore[own-item]", "", "go(1)"],
        ["# reviewbot: ignore[other]", "go(1)"],
        ["# reviewbot: ignore[own-item-2]", "go(1)"],
        ["# reviewbot: ignore[own]", "go(1)"],
        ["# reviewbot: ignore", "go(1)"],
        ["# reviewbot: ignore[]", "go(1)"],
        ["# reviewbot: ignore[*]", "go(1)"],
        ["reviewbot: ignore[own-item]", "go(1)"],
        ["go(1)"],
    ],
    ids=["code-above", "too-far", "other", "longer", "shorter", "bare", "empty", "star", "no-comment", "none"],
)
def test_what_does_not_name_it_there_does_not_cover_it(candidate: Make, lines: list[str]) -> None:
    assert suppression(candidate(len(lines), lines[-1]), lines) is None


def test_a_comment_below_does_not_count(candidate: Make) -> None:
    assert suppression(candidate(), ["go(1)", "# reviewbot: ignore[own-item]"]) is None


def test_a_line_of_the_base_cannot_be_commented_any_more(candidate: Make) -> None:
    assert suppression(candidate(side=Side.LEFT), ["go(1)  # reviewbot: ignore[own-item]"]) is None


def test_an_anchor_beyond_the_file_is_covered_by_nothing(candidate: Make) -> None:
    assert suppression(candidate(9), ["# reviewbot: ignore[own-item]"]) is None
