"""Words that are ordered by what they mean."""

import pytest

from reviewbot.domain.levels import Confidence, Severity


def test_severities_are_ordered_by_harm() -> None:
    shuffled = [Severity.HIGH, Severity.LOW, Severity.CRITICAL, Severity.MEDIUM]
    assert sorted(shuffled) == ["low", "medium", "high", "critical"]


@pytest.mark.parametrize("level", [Severity, Confidence])
def test_every_level_is_at_least_itself_and_above_those_before_it(level: type[Severity | Confidence]) -> None:
    members = list(level)
    for number, one in enumerate(members):
        assert one.rank == number
        assert one >= one and one <= one and not one > one and not one < one  # noqa: PLR0124, PT018 - the point
        assert all(lower < one and lower <= one and one > lower and one >= lower for lower in members[:number])


def test_the_alphabet_does_not_decide() -> None:
    assert Severity.CRITICAL > Severity.LOW
    assert Confidence.HIGH > Confidence.LOW
    assert max(Severity.MEDIUM, Severity.HIGH) is Severity.HIGH


def test_a_level_compares_with_the_word_that_a_report_says() -> None:
    assert Severity.HIGH >= "medium"
    assert Severity("high") is Severity.HIGH


def test_a_word_that_is_no_level_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="blocker"):
        _ = Severity.HIGH > "blocker"
