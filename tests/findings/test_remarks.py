"""What is said of a reading besides what it found."""

from collections.abc import Callable

import pytest

from reviewbot.domain.chunk import Chunk, Doubt, Doubted, Gap, Piece, Reading
from reviewbot.domain.diff import FileDiff, FileKind, FileStatus
from reviewbot.domain.finding import Candidate
from reviewbot.domain.paths import PathClass
from reviewbot.domain.report import Cost, Problem
from reviewbot.findings.remarks import FATAL, notes_of, problem_of


def _reading(*paths: str, gap: Gap | None = None, usd: float = 0.0, risk: int = 0) -> Reading:
    files = (FileDiff(path, path, FileStatus.MODIFIED, FileKind.FILE, ()) for path in paths)
    pieces = tuple(Piece(file, None, PathClass.PRODUCTION, (), ()) for file in files)
    return Reading(Chunk(pieces, risk), gap=gap, usd=usd)


def _problem(*readings: Reading, ceiling: float = 1.0) -> Problem:
    said = problem_of(readings, Cost(ceiling_usd=ceiling))
    assert said is not None
    return said


def _unpaid(*paths: str, usd: float = 0.0, risk: int = 0) -> Reading:
    return _reading(*paths, gap=Gap.BUDGET, usd=usd, risk=risk)


def test_what_was_read_is_no_problem() -> None:
    assert problem_of([_reading("a.py"), _reading()], Cost()) is None


def test_what_the_money_did_not_reach_is_named_the_riskiest_first() -> None:
    said = _problem(_unpaid("b.py", usd=0.1, risk=1), _unpaid("a.py", "c.py", usd=1.2, risk=5), ceiling=2.5)
    assert said.kind == "budget"
    assert said.hint.startswith("The ceiling of $2.50 kept the agent from reading `a.py`, `c.py`, `b.py`. ")
    assert "would cost about $1.30 below a ceiling of $3.80:" in said.hint
    assert "`/review budget USD`" in said.hint
    assert "`--max-usd USD`" in said.hint


def test_many_are_counted_and_a_file_in_parts_is_named_once() -> None:
    said = _problem(*(_unpaid(f"{number % 8}.py", usd=300) for number in range(12))).hint
    assert "`0.py`, `1.py`, `2.py`, `3.py`, `4.py` and 3 more." in said
    assert "about $3,600.00 below" in said


def test_what_costs_next_to_nothing_costs_a_cent() -> None:
    assert "about $0.01 below" in _problem(_unpaid("a.py", usd=0.0001)).hint


def test_the_change_as_a_whole_can_be_what_the_money_did_not_reach() -> None:
    said = _problem(_reading("a.py"), _unpaid())
    assert (said.kind, "kept the agent from reading the change as a whole." in said.hint) == ("budget", True)


def test_why_nobody_read_the_change_as_a_whole_is_said() -> None:
    said = _problem(_reading("a.py"), _reading(gap=Gap.REFUSED))
    assert (said.kind, said.hint) == (
        "agent",
        "The agent did not read the change as a whole: refused. Review once more.",
    )
    assert problem_of([_reading(gap=Gap.REFUSED), _reading()], Cost()) is None


_UNSURE = "Nobody took a second look at 1 of what the agent claims: that is listed as worth a look."


@pytest.mark.parametrize(
    ("refuted", "doubts", "said"),
    [
        (0, [Doubt.CONFIRMED, Doubt.CANNOT_TELL], []),
        (
            0,
            [Doubt.UNVERIFIED, Doubt.CONFIRMED],
            [_UNSURE],
        ),
        (1, [], ["1 claim of the agent did not survive a second look and is not shown."]),
        (1, [Doubt.REFUTED], ["2 claims of the agent did not survive a second look and are not shown."]),
    ],
)
def test_claims_that_are_gone_are_counted(
    candidate: Callable[..., Candidate], refuted: int, doubts: list[Doubt], said: list[str]
) -> None:
    assert list(notes_of([Doubted(candidate(), doubt) for doubt in doubts], refuted)) == said


@pytest.mark.parametrize(
    ("gap", "advice"),
    [
        (Gap.UNAUTHORISED, "ANTHROPIC_API_KEY"),
        (Gap.SPEND_LIMIT, "`--engine detectors`"),
        (Gap.NO_MODEL, "`models:`"),
    ],
)
def test_what_every_call_would_meet_goes_before_all_else_and_has_advice(gap: Gap, advice: str) -> None:
    said = _problem(_unpaid("a.py"), _reading("b.py", gap=Gap.REFUSED), _reading("c.py", gap=gap), _reading(gap=gap))
    assert (said.kind, said.file, said.line) == (FATAL, "", 0)
    assert said.hint.startswith(f"The agent could not go on: {gap}. ")
    assert advice in said.hint


@pytest.mark.parametrize("gap", [Gap.REFUSED, Gap.CUT_OFF, Gap.OVERLOADED, Gap.UNREACHABLE])
def test_a_file_that_another_call_may_read_is_no_problem(gap: Gap) -> None:
    assert problem_of([_reading("a.py", gap=gap)], Cost()) is None


def test_a_sceptic_that_failed_altogether_is_a_problem(candidate: Callable[..., Candidate]) -> None:
    doubts = [Doubted(candidate(), Doubt.UNVERIFIED, "refused")]
    problem = problem_of([_reading()], Cost(), doubts)
    assert problem is not None
    assert (problem.kind, "(refused)" in problem.hint) == ("agent", True)
    assert problem_of([_reading()], Cost(), [*doubts, Doubted(candidate(), Doubt.CONFIRMED)]) is None
