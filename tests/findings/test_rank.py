"""The worst first."""

from collections.abc import Callable
from itertools import permutations

import pytest

from reviewbot.domain.finding import Finding, Suppression
from reviewbot.domain.levels import Confidence, Severity
from reviewbot.findings.rank import ranked, reaches

Make = Callable[..., Finding]


def test_harm_decides_then_sureness_then_place_and_suppressed_ones_are_last(finding: Make) -> None:
    order = (
        finding(severity=Severity.CRITICAL, confidence=Confidence.MEDIUM),
        finding(severity=Severity.HIGH, confidence=Confidence.HIGH, path="b.py"),
        finding(severity=Severity.HIGH, confidence=Confidence.MEDIUM, path="a.py"),
        finding("a", 9, severity=Severity.LOW),
        finding("a", 10, severity=Severity.LOW),
        finding("b", 10, severity=Severity.LOW),
        finding(severity=Severity.CRITICAL, suppressed=Suppression("", "")),
    )
    assert all(ranked(shuffled) == order for shuffled in permutations(order))


@pytest.mark.parametrize(
    ("severity", "confidence", "enough"),
    [("medium", "medium", True), ("high", "high", True), ("critical", "high", False), ("low", "high", True)],
)
def test_a_finding_reaches_what_it_equals_or_exceeds(
    finding: Make, severity: str, confidence: str, *, enough: bool
) -> None:
    assert reaches(finding(), Severity(severity), Confidence(confidence)) is enough
    assert not reaches(finding(confidence=Confidence.LOW), Severity(severity), Confidence.MEDIUM)
