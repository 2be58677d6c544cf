"""Dividing an audit over machines, and joining what they report."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.audited import REPORT

from reviewbot.audit import Auditable
from reviewbot.domain.audit import Audited, AuditReport, SeenSlice, Shard
from reviewbot.domain.coverage import EVERY, Cell, CellState, Coverage, CoveredFile, FileState
from reviewbot.domain.diff import FileKind, Sha
from reviewbot.domain.report import Cost, Problem, Status
from reviewbot.errors import UsageError
from reviewbot.git.snapshot import Entry
from reviewbot.shards import Given, loads, part, seconds, whole, worth

_NAMES = ("api", "models", "views", "test_api")
ENTRIES = tuple(
    Entry(f"app{app}/{name}{number}.py", FileKind.FILE, Sha("0" * 40), 40_000)
    for app in range(6)
    for name in _NAMES
    for number in range(6)
)
WORK = Auditable(Audited("shop", "main", Sha("1" * 40)), ENTRIES, ENTRIES, lambda _: ())
EMPTY = replace(
    REPORT, causes=(), coverage=Coverage(), read=(), slices=(), notes=(), cost=Cost(), design=None, baseline=(),
    status=Status.COMPLETE, problem=None, unsure=0,
)  # fmt: skip


def shards(*reports: AuditReport) -> Sequence[Given]:
    """Make reports those of the shards of one audit."""
    numbered = (replace(one, shard=Shard(number, len(reports))) for number, one in enumerate(reports, 1))
    return [Given(one, f"{one.shard and one.shard.number}.json") for one in numbered]


@given(st.integers(1, 40))
def test_each_file_is_in_exactly_one_shard(of: int) -> None:
    parts = [part(WORK, Shard(number, of)).mine for number in range(1, of + 1)]
    assert sorted(one.path for mine in parts for one in mine) == sorted(one.path for one in ENTRIES)


def test_shards_have_about_as_much_to_do() -> None:
    taken = loads(ENTRIES, 4)
    assert max(taken) <= 1.2 * min(taken)


@pytest.mark.parametrize(
    "entry",
    [
        Entry("vendor/a.py", FileKind.FILE, Sha("0" * 40), 9_000_000),
        Entry("a.py", FileKind.SYMLINK, Sha("0" * 40), None),
        Entry("a.py", FileKind.FILE, Sha("0" * 40), 1_000_001),
        Entry("a.py", FileKind.FILE, Sha("0" * 40), None),
    ],
    ids=["vendored", "a link", "too large", "not in this clone"],
)
def test_what_is_not_read_takes_nothing(entry: Entry) -> None:
    assert seconds([entry]) == 0


def test_small_repositories_get_one_machine_and_none_gets_more_than_github_starts() -> None:
    huge = [replace(ENTRIES[0], path=f"{number}.py", size=999_999) for number in range(99_999)]
    assert (worth(()), worth(ENTRIES), worth(huge)) == (1, 1, 256)


def test_shards_join_in_any_order() -> None:
    one = replace(EMPTY, coverage=Coverage((CoveredFile("b.py", FileState.REVIEWED),)), read=("b.py",), unsure=2)
    other = replace(EMPTY, coverage=Coverage((CoveredFile("a.py", FileState.REVIEWED),)), cost=Cost(usd=0.5), unsure=1)
    given_ = shards(one, other)
    joined = whole(given_)
    assert joined == whole(given_[::-1])
    assert [file.path for file in joined.coverage.files] == ["a.py", "b.py"]
    assert (joined.shard, joined.unsure, joined.cost.usd, joined.read) == (None, 3, 0.5, ("b.py",))


def test_cells_of_all_files_are_kept_once_and_those_of_one_file_sorted() -> None:
    everywhere = Cell(EVERY, "query-in-loop", CellState.NOT_EXAMINED, "a question to the agent")
    one = replace(EMPTY, coverage=Coverage(cells=(everywhere, Cell("b.py", "x", CellState.FINDING))))
    other = replace(EMPTY, coverage=Coverage(cells=(everywhere, Cell("a.py", "x", CellState.FINDING))))
    cells = whole(shards(one, other)).coverage.cells
    assert [cell.path for cell in cells] == [EVERY, "a.py", "b.py"]


def test_notes_that_all_shards_have_come_first() -> None:
    joined = whole(shards(replace(EMPTY, notes=("z", "b")), replace(EMPTY, notes=("z", "a", "b"))))
    assert joined.notes == ("z", "a", "b")


def test_of_a_slice_the_last_reading_is_kept() -> None:
    day = REPORT.slices[0].day
    old = SeenSlice("app", "app", day.replace(day=1), Sha("1"), ("a.py",), is_whole=True)
    new = replace(old, day=day.replace(day=2))
    assert whole(shards(replace(EMPTY, slices=(new,)), replace(EMPTY, slices=(old,)))).slices == (new,)


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        (EMPTY, EMPTY, Status.COMPLETE),
        (EMPTY, replace(EMPTY, status=Status.PARTIAL), Status.PARTIAL),
        (EMPTY, replace(EMPTY, status=Status.PARTIAL, problem=Problem("no-key", "", 0, "x")), Status.PARTIAL),
        (
            EMPTY,
            replace(EMPTY, status=Status.FAILED, coverage=Coverage((CoveredFile("a", FileState.FAILED, "x"),))),
            Status.FAILED,
        ),
        (
            replace(EMPTY, coverage=Coverage((CoveredFile("b", FileState.REVIEWED),))),
            replace(EMPTY, status=Status.FAILED, coverage=Coverage((CoveredFile("a", FileState.FAILED, "x"),))),
            Status.PARTIAL,
        ),
    ],
    ids=["all complete", "one partial", "a problem", "all files failed", "some files failed"],
)
def test_the_whole_is_as_complete_as_its_shards(first: AuditReport, second: AuditReport, status: Status) -> None:
    assert whole(shards(first, second)).status is status


_THREE = shards(EMPTY, EMPTY, EMPTY)


@pytest.mark.parametrize(
    ("given_", "says"),
    [
        (_THREE[:2], "Shard 3 of 3 is missing."),
        (_THREE[1:2], "Shards 1, 3 of 3 are missing."),
        ([*_THREE, Given(_THREE[0].report, "again.json")], "Shard 1 of 3 is there twice: `1.json` and `again.json`."),
        ([Given(EMPTY, "all.json")], "`all.json` is the report of a whole audit"),
        (
            [_THREE[0], *shards(EMPTY, EMPTY)[1:]],
            "`2.json` is no shard of the same audit as `1.json`: the number of shards is another one.",
        ),
        (
            [*_THREE[:2], replace(_THREE[2], report=replace(_THREE[2].report, tool="reviewbot 9"))],
            "`3.json` is no shard of the same audit as `1.json`: the program is another one.",
        ),
        (
            [
                *_THREE[:2],
                Given(
                    replace(_THREE[2].report, snapshot=replace(EMPTY.snapshot, sha=Sha("2" * 40))),
                    "foreign.json",
                ),
            ],
            "`foreign.json` is no shard of the same audit as `1.json`: the commit is another one.",
        ),
    ],
    ids=[
        "one missing",
        "two missing",
        "one twice",
        "a whole one",
        "of another number",
        "of another program",
        "foreign",
    ],
)
def test_what_makes_no_audit_is_refused_by_name(given_: Sequence[Given], says: str) -> None:
    with pytest.raises(UsageError) as refused:
        whole(given_)
    assert says in refused.value.message


def test_with_the_divided_work_a_missing_shard_is_files_that_nobody_looked_at() -> None:
    first = shards(EMPTY, EMPTY)[0]
    report = whole([first], WORK)
    missing = part(WORK, Shard(2, 2)).mine
    assert report.status is not Status.COMPLETE
    assert [one.path for one in report.coverage.files] == sorted(one.path for one in missing)
    assert {(one.state, one.reason) for one in report.coverage.files} == {
        (FileState.FAILED, "shard 2 of 2 left no report")
    }
