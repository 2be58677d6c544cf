"""Findings held against the threads that GitHub shows."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from reviewbot.domain.coverage import Cell, CellState, Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Sha
from reviewbot.domain.finding import Evidence, Finding, Fingerprint
from reviewbot.domain.levels import Engine, Severity
from reviewbot.domain.marker import FindingMarker
from reviewbot.domain.report import Change, Digests, Recheck, Report, Run, Status, Verdict
from reviewbot.domain.shown import Thread
from reviewbot.findings.reconcile import reconciled

MakeFinding = Callable[..., Finding]
REPORT = Report(
    tool="reviewbot 1",
    run=Run("0" * 16, Engine.DETECTORS, "full"),
    change=Change("acme/shop", 7, Sha(""), Sha(""), Sha("")),
    digests=Digests("", "", ""),
    status=Status.COMPLETE,
    findings=(),
    coverage=Coverage((CoveredFile("a.py", FileState.REVIEWED),)),
)
ONE, TWO, THREE = (Fingerprint(digit * 16) for digit in "123")


def thread(
    *fingerprints: Fingerprint, item: str = "own-item", path: str = "a.py", excerpt: str = "", node: str = "T"
) -> Thread:
    return Thread(
        node=node,
        comment_node=f"C{node}",
        marker=FindingMarker("f" * 16, item, Severity.HIGH, fingerprints),
        path=path,
        excerpt=excerpt,
        is_resolved=False,
        can_resolve=True,
        has_answer=False,
        is_folded=False,
    )


def test_a_finding_that_github_does_not_show_is_new(finding: MakeFinding) -> None:
    group = (finding(fingerprint=ONE),)
    held = reconciled([group], [], REPORT)
    assert (held.new, held.carried, held.fixed) == ((group,), (), ())


@pytest.mark.parametrize("is_resolved", [False, True])
def test_a_finding_with_a_thread_is_carried_resolved_or_not(finding: MakeFinding, is_resolved: bool) -> None:
    group, its = (finding(fingerprint=ONE),), replace(thread(ONE), is_resolved=is_resolved)
    held = reconciled([group], [its], REPORT)
    assert (held.new, held.carried, held.fixed) == ((), ((group, its),), ())


def test_of_a_group_that_is_known_in_part_the_others_are_new(finding: MakeFinding) -> None:
    first, second = finding(fingerprint=ONE), finding(fingerprint=TWO)
    its = thread(ONE)
    held = reconciled([(first, second)], [its], REPORT)
    assert (held.new, held.carried) == (((second,),), (((first,), its),))


def test_a_group_in_one_thread_is_carried_as_one(finding: MakeFinding) -> None:
    group, its = (finding(fingerprint=ONE), finding(fingerprint=TWO)), thread(ONE, TWO)
    assert reconciled([group], [its], REPORT).carried == ((group, its),)


def test_the_same_text_under_another_fingerprint_is_carried(finding: MakeFinding) -> None:
    evidence = Evidence("for order in orders:\n    order.customer", "")
    its = thread(TWO, excerpt="@@ -1,3 +1,4 @@\n def f():\n+    for order in orders:\n+        order.customer")
    held = reconciled([(finding(fingerprint=ONE, evidence=evidence),)], [its], REPORT)
    assert not held.new
    assert not held.fixed


@pytest.mark.parametrize(
    ("item", "path", "excerpt"),
    [("other-item", "a.py", "+go(1)"), ("own-item", "b.py", "+go(1)"), ("own-item", "a.py", "+go(2)")],
    ids=["another item", "another file", "another text"],
)
def test_what_only_looks_alike_is_new(finding: MakeFinding, item: str, path: str, excerpt: str) -> None:
    its = thread(TWO, item=item, path=path, excerpt=excerpt)
    held = reconciled([(finding(fingerprint=ONE, evidence=Evidence("go(1)", "")),)], [its], REPORT)
    assert len(held.new) == 1


def test_an_empty_quote_matches_no_text(finding: MakeFinding) -> None:
    held = reconciled([(finding(fingerprint=ONE),)], [thread(TWO, excerpt="+")], REPORT)
    assert len(held.new) == 1


def test_an_open_thread_whose_finding_is_gone_is_fixed() -> None:
    its = thread(ONE)
    assert reconciled([], [its], REPORT).fixed == (its,)


def test_a_thread_on_a_file_that_is_not_part_of_the_change_any_more_is_fixed() -> None:
    its = thread(ONE, path="reverted.py")
    assert reconciled([], [its], REPORT).fixed == (its,)


def test_a_resolved_thread_is_not_fixed_again() -> None:
    assert reconciled([], [replace(thread(ONE), is_resolved=True)], REPORT).fixed == ()


@pytest.mark.parametrize(
    "report",
    [
        replace(REPORT, status=Status.FAILED),
        replace(REPORT, run=replace(REPORT.run, scope="security")),
        replace(REPORT, coverage=Coverage((CoveredFile("a.py", FileState.FAILED, "too slow"),))),
        replace(REPORT, coverage=Coverage((CoveredFile("a.py", FileState.EXCLUDED, "by configuration"),))),
        replace(REPORT, coverage=Coverage((), (Cell("a.py", "own-item", CellState.NOT_EXAMINED),))),
        replace(REPORT, coverage=Coverage((), (Cell("*", "own-item", CellState.NOT_EXAMINED),))),
    ],
    ids=["failed", "a part only", "file failed", "file excluded", "cell not examined", "item not asked"],
)
def test_silence_about_what_nobody_looked_at_is_no_repair(report: Report) -> None:
    assert reconciled([], [thread(ONE)], report).fixed == ()


def test_what_only_an_agent_found_is_not_fixed_by_silence() -> None:
    its = thread(ONE)
    its = replace(its, marker=replace(its.marker, is_agents=True))
    assert reconciled([], [its], REPORT).fixed == ()
    still = replace(REPORT, rechecked=(Recheck(ONE, Verdict.STILL, ""), Recheck(TWO, Verdict.GONE, "")))
    assert reconciled([], [its], still).fixed == ()


def test_what_only_an_agent_found_is_fixed_where_it_was_shown_and_is_gone() -> None:
    its = thread(ONE)
    its = replace(its, marker=replace(its.marker, is_agents=True))
    seen = replace(REPORT, rechecked=(Recheck(ONE, Verdict.GONE, "the loop is gone"),))
    assert reconciled([], [its], seen).fixed == (its,)
