"""From findings to their root causes."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.audited import found

from reviewbot.domain.audit import Acceptance, RootCause
from reviewbot.domain.finding import Evidence, Finding, Suppression
from reviewbot.domain.levels import Confidence, Severity
from reviewbot.findings.root import Claim, is_settled, joined, ranked_causes, rooted

ONE = replace(
    found("query-in-loop", "data-access", Severity.HIGH, "N+1", ("a.py", 3))[0], evidence=Evidence("x = f( y )", "")
)


def at(path: str, line: int = 3) -> Finding:
    """Give the finding at another place."""
    return replace(ONE, path=path, start_line=line, line=line)


def test_the_same_in_several_files_is_one_cause() -> None:
    (cause,) = rooted([Claim(at("b.py"), "f"), Claim(at("a.py"), "f"), Claim(at("a.py", 9), "f")])
    assert [(one.path, one.line) for one in cause.findings] == [("a.py", 3), ("a.py", 9), ("b.py", 3)]


@pytest.mark.parametrize(
    "other",
    [
        Claim(at("a.py"), "g"),
        Claim(replace(at("a.py"), item="query-in-view"), "f"),
        Claim(replace(at("a.py"), evidence=Evidence("x = g(y)", "")), "f"),
    ],
    ids=["another definition", "another item", "another quote"],
)
def test_what_differs_is_a_cause_of_its_own(other: Claim) -> None:
    assert len({one.id for one in rooted([Claim(ONE, "f"), other])}) == 2


def test_a_moved_file_keeps_the_id_and_the_fingerprints() -> None:
    before, after = rooted([Claim(at("a.py"), "f")])[0], rooted([Claim(at("moved/b.py", 70), "f")])[0]
    assert before.id == after.id
    assert [one.fingerprint for one in before.findings] == [one.fingerprint for one in after.findings]


def test_white_space_changes_neither_id_nor_pattern() -> None:
    spaced = replace(at("a.py"), evidence=Evidence("  x =\n    f( y )", ""))
    before, after = rooted([Claim(ONE, "f")])[0], rooted([Claim(spaced, "f")])[0]
    assert (before.id, before.pattern) == (after.id, after.pattern)


def test_equal_places_have_different_fingerprints() -> None:
    (cause,) = rooted(Claim(at(f"{name}.py", line), "f") for name in "abc" for line in (1, 2))
    assert len({one.fingerprint for one in cause.findings}) == 6


def test_the_gravest_place_speaks_for_the_others() -> None:
    (cause,) = rooted(
        [
            Claim(replace(at("a.py"), suppressed=Suppression("a comment", ""), severity=Severity.CRITICAL), "f"),
            Claim(replace(at("b.py"), severity=Severity.LOW), "f"),
            Claim(replace(at("c.py"), severity=Severity.HIGH, confidence=Confidence.MEDIUM), "f"),
            Claim(replace(at("d.py"), severity=Severity.HIGH), "f"),
        ]
    )
    assert [one.path for one in cause.findings] == ["d.py", "c.py", "b.py", "a.py"]
    assert not is_settled(cause)


def test_causes_are_ranked_by_no_severity_confidence_places_and_path() -> None:
    causes = rooted(
        [
            Claim(replace(at("z.py"), severity=Severity.LOW), "low"),
            Claim(replace(at("b.py"), confidence=Confidence.MEDIUM), "unsure"),
            Claim(at("y.py"), "twice"),
            Claim(at("x.py"), "twice"),
            Claim(at("a.py"), "once"),
            Claim(replace(at("a.py"), severity=Severity.CRITICAL, suppressed=Suppression("a comment", "")), "hushed"),
            Claim(replace(at("a.py"), severity=Severity.CRITICAL), "accepted"),
        ]
    )
    accepted = ranked_causes(
        replace(one, acceptance=Acceptance("ada", "known")) if one.symbol == "accepted" else one for one in causes
    )
    assert [one.symbol for one in accepted][:4] == ["twice", "once", "unsure", "low"]
    assert {one.symbol for one in accepted if is_settled(one)} == {"hushed", "accepted"}


_CLAIMS = st.builds(
    lambda path, line, symbol, quote, severity: Claim(
        replace(at(path, line), evidence=Evidence(quote, ""), severity=severity), symbol
    ),
    st.sampled_from(("a.py", "b.py", "c/d.py")),
    st.integers(1, 9),
    st.sampled_from(("", "f", "A.g")),
    st.sampled_from(("x()", "y()")),
    st.sampled_from(tuple(Severity)),
)


@given(
    st.lists(_CLAIMS, max_size=12, unique_by=lambda one: (one.finding.path, one.finding.line)),
    st.lists(st.integers(0, 3), min_size=12, max_size=12),
    st.randoms(use_true_random=False),
)
def test_parts_of_the_claims_in_any_order_join_to_the_same_causes(
    claims: list[Claim], parts: list[int], random: Random
) -> None:
    by_part: list[list[Claim]] = [[], [], [], []]
    for claim, number in zip(claims, parts, strict=False):
        by_part[number].append(claim)
    random.shuffle(by_part)
    causes: list[RootCause] = [cause for part in by_part for cause in rooted(part)]
    assert joined(causes) == rooted(claims)
