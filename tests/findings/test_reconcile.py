"""Findings held against the threads that GitHub shows."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from reviewbot.domain.coverage import Cell, CellState, Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Sha
from reviewbot.domain.finding import Evidence, Finding, Fingerprint
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Engine, Severity
from reviewbot.domain.marker import FindingMarker
from reviewbot.domain.remark import Remark, RemarkKind, RemarkMarker
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


def saying(its: Thread, *kinds: RemarkKind) -> Thread:
    said = (Remark(20 + at, "bot", "", True, RemarkMarker(kind)) for at, kind in enumerate(kinds))
    return replace(its, said=(*its.said, *said))


def agents(its: Thread) -> Thread:
    return replace(its, marker=replace(its.marker, is_agents=True))


def numbered(its: Thread, number: int) -> Thread:
    return replace(its, number=number)


def test_a_finding_that_github_does_not_show_is_new(finding: MakeFinding) -> None:
    group = (finding(fingerprint=ONE),)
    held = reconciled([group], [], REPORT, {})
    assert (held.new, held.carried, held.fixed) == ((group,), (), ())


@pytest.mark.parametrize("by", ["", "alice"], ids=["open", "resolved by a person"])
def test_a_finding_with_a_thread_is_carried_resolved_or_not(finding: MakeFinding, by: str) -> None:
    group, its = (finding(fingerprint=ONE),), replace(thread(ONE), is_resolved=bool(by), resolved_by=by)
    held = reconciled([group], [its], REPORT, {})
    assert (held.new, held.carried, held.fixed) == ((), ((group, its),), ())


def test_of_a_group_that_is_known_in_part_the_others_are_new(finding: MakeFinding) -> None:
    first, second = finding(fingerprint=ONE), finding(fingerprint=TWO)
    its = thread(ONE)
    held = reconciled([(first, second)], [its], REPORT, {})
    assert (held.new, held.carried) == (((second,),), (((first,), its),))


def test_a_group_in_one_thread_is_carried_as_one(finding: MakeFinding) -> None:
    group, its = (finding(fingerprint=ONE), finding(fingerprint=TWO)), thread(ONE, TWO)
    assert reconciled([group], [its], REPORT, {}).carried == ((group, its),)


def test_the_same_text_under_another_fingerprint_is_carried(finding: MakeFinding) -> None:
    evidence = Evidence("for order in orders:\n    order.customer", "")
    its = thread(TWO, excerpt="@@ -1,3 +1,4 @@\n def f():\n+    for order in orders:\n+        order.customer")
    held = reconciled([(finding(fingerprint=ONE, evidence=evidence),)], [its], REPORT, {})
    assert not held.new
    assert not held.fixed


@pytest.mark.parametrize(
    ("item", "path", "excerpt"),
    [("other-item", "a.py", "+go(1)"), ("own-item", "b.py", "+go(1)"), ("own-item", "a.py", "+go(2)")],
    ids=["another item", "another file", "another text"],
)
def test_what_only_looks_alike_is_new(finding: MakeFinding, item: str, path: str, excerpt: str) -> None:
    its = thread(TWO, item=item, path=path, excerpt=excerpt)
    files = tuple(CoveredFile(name, FileState.REVIEWED) for name in ("a.py", "b.py"))
    report = replace(REPORT, coverage=Coverage(files))
    held = reconciled([(finding(fingerprint=ONE, evidence=Evidence("go(1)", "")),)], [its], report, {})
    assert len(held.new) == 1


def test_the_same_text_in_a_file_that_got_another_name_is_carried(finding: MakeFinding) -> None:
    its = thread(TWO, path="old.py", excerpt="+go(1)")
    held = reconciled([(finding(fingerprint=ONE, evidence=Evidence("go(1)", "")),)], [its], REPORT, {})
    assert (held.new, held.fixed) == ((), ())


def test_an_empty_quote_matches_no_text(finding: MakeFinding) -> None:
    held = reconciled([(finding(fingerprint=ONE),)], [thread(TWO, excerpt="+")], REPORT, {})
    assert len(held.new) == 1


def test_an_open_thread_whose_finding_is_gone_is_fixed() -> None:
    its = thread(ONE)
    assert reconciled([], [its], REPORT, {}).fixed == (its,)


def test_a_thread_on_a_file_that_is_not_part_of_the_change_any_more_is_fixed() -> None:
    its = thread(ONE, path="reverted.py")
    assert reconciled([], [its], REPORT, {}).fixed == (its,)


def test_a_resolved_thread_is_not_fixed_again() -> None:
    assert reconciled([], [replace(thread(ONE), is_resolved=True)], REPORT, {}).fixed == ()


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
    assert reconciled([], [thread(ONE)], report, {}).fixed == ()


def test_what_only_an_agent_found_is_not_fixed_by_silence() -> None:
    its = thread(ONE)
    its = replace(its, marker=replace(its.marker, is_agents=True))
    assert reconciled([], [its], REPORT, {}).fixed == ()
    still = replace(REPORT, rechecked=(Recheck(ONE, Verdict.STILL, ""), Recheck(TWO, Verdict.GONE, "")))
    assert reconciled([], [its], still, {}).fixed == ()


def test_what_only_an_agent_found_is_fixed_where_it_was_shown_and_is_gone() -> None:
    its = thread(ONE)
    its = replace(its, marker=replace(its.marker, is_agents=True))
    seen = replace(REPORT, rechecked=(Recheck(ONE, Verdict.GONE, "the loop is gone"),))
    assert reconciled([], [its], seen, {}).fixed == (its,)


def test_what_we_resolved_and_is_there_again_is_new(finding: MakeFinding) -> None:
    group, its = (finding(fingerprint=ONE),), replace(thread(ONE), is_resolved=True)
    held = reconciled([group], [its], REPORT, {})
    assert (held.new, held.carried) == ((group,), ())


@pytest.mark.parametrize("kind", [RemarkKind.DISMISS, RemarkKind.WITHDRAW])
def test_what_was_dismissed_and_then_resolved_by_us_is_not_new(finding: MakeFinding, kind: RemarkKind) -> None:
    group, its = (finding(fingerprint=ONE),), replace(saying(thread(ONE), kind), is_resolved=True)
    held = reconciled([group], [its], REPORT, {})
    assert (held.new, held.carried) == ((), ((group, its),))


def test_what_stood_before_and_has_no_thread_is_known(finding: MakeFinding) -> None:
    old, new = (finding(fingerprint=ONE),), (finding(fingerprint=ONE), finding(fingerprint=TWO))
    report = replace(REPORT, unchanged=(ONE,))
    assert (reconciled([old], [], report, {}).known, reconciled([old], [], report, {}).new) == ((old,), ())
    assert (reconciled([new], [], report, {}).known, reconciled([new], [], report, {}).new) == ((), (new,))


def test_what_is_called_fixed_is_not_fixed_again() -> None:
    its = replace(saying(thread(ONE), RemarkKind.FIXED), can_resolve=False)
    assert reconciled([], [its], REPORT, {}).fixed == ()


def test_what_is_called_fixed_is_resolved_as_soon_as_that_is_allowed() -> None:
    its = saying(thread(ONE), RemarkKind.FIXED)
    assert reconciled([], [its], REPORT, {}).fixed == (its,)


def test_what_is_fixed_once_more_after_it_was_back_is_fixed() -> None:
    its = replace(saying(thread(ONE), RemarkKind.FIXED, RemarkKind.BACK), can_resolve=False)
    assert reconciled([], [its], REPORT, {}).fixed == (its,)


def test_what_is_called_fixed_and_there_again_is_back_in_its_thread(finding: MakeFinding) -> None:
    group, its = (finding(fingerprint=ONE),), saying(thread(ONE), RemarkKind.FIXED)
    held = reconciled([group], [its], REPORT, {})
    assert (held.new, held.back) == ((), (its,))


@pytest.mark.parametrize(
    "kinds", [(), (RemarkKind.FIXED, RemarkKind.BACK), (RemarkKind.FIXED, RemarkKind.DISMISS)],
    ids=["never called fixed", "said already", "dismissed"],
)  # fmt: skip
def test_what_needs_no_word_is_not_back(finding: MakeFinding, kinds: tuple[RemarkKind, ...]) -> None:
    its = saying(thread(ONE), *kinds)
    assert reconciled([(finding(fingerprint=ONE),)], [its], REPORT, {}).back == ()


def test_a_thread_that_was_dismissed_is_not_called_fixed() -> None:
    assert reconciled([], [saying(thread(ONE), RemarkKind.DISMISS)], REPORT, {}).fixed == ()


@pytest.mark.parametrize("verdict", [Verdict.STILL, Verdict.UNKNOWN])
def test_an_agents_finding_that_a_second_look_left_stands(verdict: Verdict) -> None:
    its = agents(thread(ONE))
    held = reconciled([], [its], replace(REPORT, rechecked=(Recheck(ONE, verdict, ""),)), {})
    assert (held.standing, held.fixed, held.back) == ((its,), (), ())


def test_what_was_called_fixed_is_back_only_where_a_second_look_is_sure() -> None:
    its = saying(agents(thread(ONE)), RemarkKind.FIXED)
    still, unknown = (replace(REPORT, rechecked=(Recheck(ONE, one, ""),)) for one in (Verdict.STILL, Verdict.UNKNOWN))
    assert reconciled([], [its], still, {}).back == (its,)
    assert (reconciled([], [its], unknown, {}).back, reconciled([], [its], unknown, {}).standing) == ((), ())


def test_a_thread_of_several_findings_is_fixed_where_all_are_gone() -> None:
    its = agents(thread(ONE, TWO))
    report = replace(REPORT, rechecked=(Recheck(ONE, Verdict.GONE, ""), Recheck(TWO, Verdict.STILL, "")))
    held = reconciled([], [its], report, {})
    assert (held.fixed, held.standing) == ((), (its,))


@pytest.mark.parametrize(
    ("item", "source", "quote", "count"),
    [
        ("new-item", "agent", "order.customer\nlater()", 0),
        ("far-item", "agent", "order.customer\nlater()", 1),
        ("new-item", "detector", "order.customer\nlater()", 1),
        ("new-item", "agent", "for order in orders:", 1),
        ("new-item", "agent", "}", 1),
    ],
    ids=["one area", "another area", "a detector's", "other lines", "a bracket"],
)
def test_an_agents_words_may_drift_within_an_area(
    finding: MakeFinding, own: Callable[..., Item], item: str, source: str, quote: str, count: int
) -> None:
    last = "}" if quote == "}" else "order.customer"
    its = agents(thread(TWO, excerpt=f"@@ -1 +1,2 @@\n+for order in orders:\n+    {last}"))
    items = {"own-item": own()}
    area = "elsewhere" if item == "far-item" else "team"
    found = finding(name=item, area=area, source=source, fingerprint=ONE, evidence=Evidence(quote, ""))
    assert len(reconciled([(found,)], [its], REPORT, items).new) == count


def test_of_two_threads_of_one_finding_the_younger_is_a_double(finding: MakeFinding) -> None:
    old, young = numbered(thread(ONE, TWO), 5), numbered(thread(ONE, node="Y"), 9)
    held = reconciled([(finding(fingerprint=ONE),)], [young, old], REPORT, {})
    assert (held.doubles, held.carried[0][1]) == ((young,), old)


def test_a_thread_that_a_person_wrote_in_is_never_the_double() -> None:
    old, young = numbered(thread(ONE), 5), replace(numbered(thread(ONE, node="Y"), 9), has_answer=True)
    held = reconciled([], [old, young], replace(REPORT, status=Status.FAILED), {})
    assert held.doubles == (old,)


def test_what_a_person_resolved_makes_the_other_thread_a_double() -> None:
    old = numbered(thread(ONE), 5)
    young = replace(numbered(thread(ONE, node="Y"), 9), is_resolved=True, resolved_by="alice")
    assert reconciled([], [old, young], REPORT, {}).doubles == (old,)


def test_threads_that_say_more_than_another_are_no_doubles() -> None:
    several = [numbered(thread(ONE), 5), numbered(thread(ONE, TWO, node="Y"), 9)]
    assert reconciled([], several, REPORT, {}).doubles == ()
