"""Compare what a review said of a case with what is known about it."""

from collections.abc import Iterator, Sequence

from reviewbot.domain.case import Case, Trap
from reviewbot.domain.coverage import FileState
from reviewbot.domain.diff import Diff
from reviewbot.domain.finding import Finding
from reviewbot.domain.report import Report, Status
from reviewbot.domain.score import Found, Outcome, Taken
from reviewbot.evaluation.match import pairs
from reviewbot.evaluation.spot import Spot, distance, spots

_BESIDE = 1
"""Lines that a finding may lie off a trap: a diff is free to say which of two equal lines went, so a gap slides."""


def compared(case: Case, report: Report, diff: Diff, seconds: float) -> Outcome:
    """Say what a review found, missed and wrongly said.

    What the change suppresses is not said; what is only worth a look is no finding.
    """
    said = [one for one in report.findings if one.suppressed is None]
    where = spots(said, diff)
    meant = pairs(where, case.gold)
    missed = [gold for index, gold in enumerate(case.gold) if index not in meant.values()]
    pointed = pairs(spots(report.worth_a_look, diff), missed)
    return Outcome(
        case=case,
        seconds=seconds,
        found=tuple(Found(case.gold[gold], said[spot]) for spot, gold in sorted(meant.items())),
        missed=tuple(missed),
        wrong=tuple(one for index, one in enumerate(said) if index not in meant),
        taken=tuple(_taken([(said[i], where[i]) for i in range(len(said)) if i not in meant], case.traps)),
        glimpsed=tuple(missed[index] for index in sorted(pointed.values())),
        unsure=len(report.worth_a_look),
        cost=report.cost,
        gap=_gap(report),
    )


def _taken(wrong: Sequence[tuple[Finding, Spot]], traps: Sequence[Trap]) -> Iterator[Taken]:
    for trap in traps:
        fell = next((finding for finding, spot in wrong if _falls(spot, trap)), None)
        if fell is not None:
            yield Taken(trap, fell)


def _falls(spot: Spot, trap: Trap) -> bool:
    off = distance(spot, trap)
    return off is not None and off <= _BESIDE and spot.item in {trap.item, *trap.also}


def _gap(report: Report) -> str:
    if report.status is Status.COMPLETE:
        return ""
    failed = [f"{one.path}: {one.reason}" for one in report.coverage.files if one.state is FileState.FAILED]
    hint = [report.problem.hint] if report.problem else []
    return " ".join([*hint, *failed]) or f"the review is {report.status}"
