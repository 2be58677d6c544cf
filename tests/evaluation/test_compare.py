"""A report against what is known of its case."""

from dataclasses import replace

from support.evaluation import case, finding, gold, report, trap

from reviewbot.domain.coverage import Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Diff
from reviewbot.domain.finding import Finding, Suppression
from reviewbot.domain.report import Problem, Report, Status
from reviewbot.domain.score import Found, Outcome, Taken
from reviewbot.evaluation.compare import compared

ORDERS = case("orders", gold(10), gold(30), traps=(trap(20),))


def outcome(*findings: Finding, worth_a_look: tuple[Finding, ...] = ()) -> Outcome:
    return compared(ORDERS, report(*findings, worth_a_look=worth_a_look), Diff(()), 1.5)


def gap(said: Report) -> str:
    return compared(ORDERS, said, Diff(()), 0).gap


def test_what_is_said_is_right_or_wrong_and_what_is_not_said_is_missed() -> None:
    right, wrong = finding(11), finding(50)
    got = outcome(right, wrong)
    assert (got.found, got.missed, got.wrong) == ((Found(gold(10), right),), (gold(30),), (wrong,))
    assert got.findings == (right, wrong)
    assert (got.seconds, got.gap, got.taken) == (1.5, "", ())


def test_what_falls_for_a_trap_is_wrong_too() -> None:
    fell = finding(20)
    got = outcome(fell, finding(22))
    assert got.taken == (Taken(trap(20), fell),)
    assert len(got.wrong) == 2


def test_a_trap_reaches_one_line_beyond_its_own() -> None:
    assert len(outcome(finding(21)).taken) == 1
    assert outcome(finding(22)).taken == ()
    assert outcome(finding(20, item="lost-update")).taken == ()


def test_a_trap_may_have_items_beside_it() -> None:
    shop = case("shop", traps=(trap(20, also="lost-update"),))
    assert len(compared(shop, report(finding(20, item="lost-update")), Diff(()), 0).taken) == 1


def test_what_says_a_fault_falls_for_no_trap() -> None:
    shop = case("shop", gold(20), traps=(trap(20),))
    assert compared(shop, report(finding(20)), Diff(()), 0).taken == ()


def test_evidence_is_no_finding_and_finds_nothing() -> None:
    got = outcome(finding(10), worth_a_look=(finding(10), finding(30), finding(70)))
    assert (got.glimpsed, got.unsure) == ((gold(30),), 3)
    assert (len(got.found), got.missed, got.wrong) == (1, (gold(30),), ())


def test_what_the_change_suppresses_is_not_said() -> None:
    got = outcome(replace(finding(10), suppressed=Suppression("a comment", "fine")))
    assert (got.found, got.wrong, len(got.missed)) == ((), (), 2)


def test_a_gap_says_what_was_not_looked_at() -> None:
    partial = replace(
        report(status=Status.PARTIAL),
        coverage=Coverage((CoveredFile("a.py", FileState.FAILED, "too slow"), CoveredFile("b.py", FileState.REVIEWED))),
    )
    assert gap(partial) == "a.py: too slow"
    assert gap(replace(partial, problem=Problem("outage", "", 0, "Try again."))) == "Try again. a.py: too slow"
    assert gap(report(status=Status.FAILED)) == "the review is failed"
