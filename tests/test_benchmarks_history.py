"""What is counted of audits over a history."""

from dataclasses import replace

from support.aged import ACCEPTED, Scene, Spot, audited, cause_id, going_on

from benchmarks.history import Week, doubles, table, told
from reviewbot.domain.coverage import FileState
from reviewbot.domain.tracked import Memory

OLD = Spot()
GONE = Scene({OLD.path: FileState.REVIEWED})


def past(*weeks: tuple[Spot, ...]) -> tuple[Week, ...]:
    """Give audits that found these, the first cause accepted at the first."""
    memory: Memory | None = None
    found: list[Week] = []
    for number, spots in enumerate(weeks, 1):
        report = audited(number, *spots, scene=GONE)
        life = going_on(memory, report, {cause_id(OLD): ACCEPTED} if number == 1 else {})
        found.append(Week(report, life))
        memory = life.memory
    return tuple(found)


def test_what_is_known_again_is_no_double() -> None:
    sums = told(past((OLD,), (replace(OLD, quote="requests.put(url)"),), ()))

    assert (sums.causes, sums.renamed, sums.new, sums.gone, sums.accepted, sums.came_back) == (1, 1, 0, 1, 1, 0)


def test_a_gone_and_a_new_cause_of_one_pattern_may_be_one() -> None:
    first, second = replace(OLD, quote="go()", path="a.py"), replace(OLD, quote="go()", path="b.py", symbol="f")
    (_, week) = past((first,), (second, replace(OLD, path="a.py", item="other")))

    assert [(one.id, other.id) for one, other in doubles(week)] == [(cause_id(first), cause_id(second))]


def test_the_counts_are_written_as_a_table() -> None:
    head, _, row = table(told(past((OLD,))))

    assert head.startswith("| audits | causes | new | gone |")
    assert row == "| 1 | 1 | 0 | 0 | 0 | 0 | 1 | 0 | 0 |"
