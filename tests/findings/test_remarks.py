"""What is said of a reading besides what it found."""

from collections.abc import Callable

import pytest

from reviewbot.domain.chunk import Chunk, Doubt, Doubted, Gap, Piece, Reading
from reviewbot.domain.diff import FileDiff, FileKind, FileStatus
from reviewbot.domain.finding import Candidate
from reviewbot.domain.paths import PathClass
from reviewbot.domain.report import Cost
from reviewbot.findings.remarks import notes_of, problem_of


def _reading(*paths: str, gap: Gap | None = None, usd: float = 0.0, risk: int = 0) -> Reading:
    files = (FileDiff(path, path, FileStatus.MODIFIED, FileKind.FILE, ()) for path in paths)
    pieces = tuple(Piece(file, None, PathClass.PRODUCTION, (), ()) for file in files)
    return Reading(Chunk(pieces, risk), gap=gap, usd=usd)


def _notes(*readings: Reading, ceiling: float = 1.0) -> list[str]:
    return list(notes_of(readings, (), 0, Cost(ceiling_usd=ceiling)))


def _unpaid(*paths: str, usd: float = 0.0, risk: int = 0) -> Reading:
    return _reading(*paths, gap=Gap.BUDGET, usd=usd, risk=risk)


def test_what_was_read_needs_no_remark() -> None:
    assert _notes(_reading("a.py"), _reading()) == []
    assert problem_of([_reading("a.py")]) is None


def test_what_the_money_did_not_reach_is_named_the_riskiest_first() -> None:
    (said,) = _notes(_unpaid("b.py", usd=0.1, risk=1), _unpaid("a.py", "c.py", usd=1.2, risk=5), ceiling=2.5)
    assert said.startswith("The ceiling of $2.50 kept the agent from reading `a.py`, `c.py`, `b.py`. ")
    assert "would cost about $1.30:" in said
    assert "`/review budget USD`" in said
    assert "`--max-usd USD`" in said


def test_many_are_counted_and_a_file_in_parts_is_named_once() -> None:
    (said,) = _notes(*(_unpaid(f"{number % 8}.py", usd=300) for number in range(12)))
    assert "`0.py`, `1.py`, `2.py`, `3.py`, `4.py` and 3 more." in said
    assert "about $3,600.00:" in said


def test_what_costs_next_to_nothing_costs_a_cent() -> None:
    (said,) = _notes(_unpaid("a.py", usd=0.0001))
    assert "about $0.01:" in said


def test_the_change_as_a_whole_can_be_what_the_money_did_not_reach() -> None:
    (said,) = _notes(_reading("a.py"), _unpaid())
    assert "kept the agent from reading the change as a whole." in said


def test_why_nobody_read_the_change_as_a_whole_is_said() -> None:
    assert _notes(_reading(gap=Gap.REFUSED)) == ["The agent did not read the change as a whole: refused."]
    assert _notes(_reading(gap=Gap.REFUSED), _reading()) == []


@pytest.mark.parametrize(
    ("refuted", "doubts", "said"),
    [
        (0, [Doubt.CONFIRMED, Doubt.CANNOT_TELL, Doubt.UNVERIFIED], []),
        (1, [], ["1 claim of the agent did not survive a second look and is not shown."]),
        (1, [Doubt.REFUTED], ["2 claims of the agent did not survive a second look and are not shown."]),
    ],
)
def test_claims_that_are_gone_are_counted(
    candidate: Callable[..., Candidate], refuted: int, doubts: list[Doubt], said: list[str]
) -> None:
    assert list(notes_of((), [Doubted(candidate(), doubt) for doubt in doubts], refuted, Cost())) == said


@pytest.mark.parametrize(
    ("gap", "advice"),
    [
        (Gap.UNAUTHORISED, "ANTHROPIC_API_KEY"),
        (Gap.SPEND_LIMIT, "`--engine detectors`"),
        (Gap.NO_MODEL, "`models:`"),
    ],
)
def test_what_every_call_would_meet_is_a_problem_with_advice(gap: Gap, advice: str) -> None:
    problem = problem_of([_reading("a.py"), _reading("b.py", gap=Gap.REFUSED), _reading("c.py", gap=gap)])
    assert problem is not None
    assert (problem.kind, problem.file, problem.line) == ("model", "", 0)
    assert problem.hint.startswith(f"The agent could not go on: {gap}. ")
    assert advice in problem.hint


@pytest.mark.parametrize("gap", [Gap.REFUSED, Gap.BUDGET, Gap.OVERLOADED, Gap.UNREACHABLE])
def test_what_another_call_may_escape_is_no_problem(gap: Gap) -> None:
    assert problem_of([_reading("a.py", gap=gap)]) is None
