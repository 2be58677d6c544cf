"""Publishing as a whole, on a pull request in memory: what holds for any report."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.board import HEAD, PULL, Board, Killed

from reviewbot.domain.coverage import Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Sha, Side
from reviewbot.domain.finding import Evidence, Finding, Fingerprint, Placement
from reviewbot.domain.levels import Confidence, Engine, Severity
from reviewbot.domain.plan import EditComment, PostComment, PostOnFile, PostOnLine, PostReview
from reviewbot.domain.pull import PullState
from reviewbot.domain.report import Change, Digests, Gate, Report, Run, Status
from reviewbot.errors import PullError, StaleError, UsageError
from reviewbot.output.links import Links
from reviewbot.publication import Publication
from reviewbot.publish import Published, publish


def finding(number: int, severity: Severity, placement: Placement, item: str = "sql-injection") -> Finding:
    return Finding(
        item=item,
        area="security",
        title=f"Something breaks in place {number % 3}",
        message="Do it another way.",
        path=f"shop/{number % 4}.py",
        side=Side.RIGHT,
        start_line=number,
        line=number,
        severity=severity,
        confidence=Confidence.HIGH,
        source="detector",
        evidence=Evidence(f"call({number})", "When it is called, it breaks."),
        related=(),
        suggestion=None,
        fingerprint=Fingerprint(f"{number:016x}"),
        placement=placement,
        placement_reason="" if placement is Placement.INLINE else "so it was decided",
        suppressed=None,
    )


findings = st.builds(finding, st.integers(1, 40), st.sampled_from(Severity), st.sampled_from(Placement))
lists = st.lists(findings, max_size=8, unique_by=lambda one: one.fingerprint).map(tuple)


def report(found: tuple[Finding, ...], status: Status = Status.COMPLETE, run: str = "1") -> Report:
    paths = sorted({one.path for one in found} | {f"shop/{number}.py" for number in range(4)})
    return Report(
        tool="reviewbot 0.1.0",
        run=Run(run * 16, Engine.DETECTORS, "full"),
        change=Change("acme/shop", 7, Sha("b" * 40), Sha("c" * 40), HEAD),
        digests=Digests("d" * 64, "e" * 64, ""),
        status=status,
        findings=found,
        coverage=Coverage(tuple(CoveredFile(path, FileState.REVIEWED) for path in paths)),
        gate=Gate(tuple(one.fingerprint for one in found if one.severity is Severity.CRITICAL)),
    )


def published(board: Board, about: Report) -> Published:
    links = Links("https://github.example", "acme/shop", 7, HEAD, "b" * 40, "c" * 40)
    return publish(Publication(about, {}, links), board, board)


@given(lists, st.sampled_from(Status), st.frozensets(st.integers(1, 40), max_size=10))
@settings(max_examples=60)
def test_publishing_twice_writes_nothing_the_second_time(
    found: tuple[Finding, ...], status: Status, refuses: frozenset[int]
) -> None:
    board = Board(refuses)
    about = report(found, status)
    first = published(board, about)
    written = len(board.writes)
    again = published(board, about)
    # What GitHub refused everywhere is tried again: nothing else tells that it was said in the summary.
    assert [one for one in board.writes[written:] if not isinstance(one, PostReview | PostOnLine | PostOnFile)] == []
    assert again.outcome == first.outcome


@given(lists, st.integers(0, 12))
@settings(max_examples=60)
def test_killed_anywhere_and_started_again_it_ends_in_the_same_state(found: tuple[Finding, ...], writes: int) -> None:
    about = report(found)
    undisturbed, killed = Board(), Board(dies_before=writes)
    published(undisturbed, about)
    try:
        published(killed, about)
    except Killed:
        killed.dies_before = None
        published(killed, about)
    marks = [thread.marker.fingerprints for thread in killed.threads]
    assert marks == [thread.marker.fingerprints for thread in undisturbed.threads]
    assert len({mark for group in marks for mark in group}) == sum(map(len, marks))
    assert killed.comments == undisturbed.comments
    assert killed.checks == undisturbed.checks


@given(lists, lists)
@settings(max_examples=60)
def test_what_stays_is_never_said_twice_and_what_goes_is_resolved(
    before: tuple[Finding, ...], after: tuple[Finding, ...]
) -> None:
    board = Board()
    published(board, report(before))
    published(board, report(after, run="2"))
    said = [mark for thread in board.threads for mark in thread.marker.fingerprints]
    assert len(said) == len(set(said))
    current = {one.fingerprint for one in after}
    for thread in board.threads:
        assert thread.is_resolved == current.isdisjoint(thread.marker.fingerprints)
    assert sum(1 for one in board.writes if isinstance(one, PostComment)) <= 1


@given(lists)
def test_every_finding_is_said_somewhere(found: tuple[Finding, ...]) -> None:
    board = Board()
    published(board, report(found))
    everything = "\n".join((*board.comments, *(check.title for check in board.checks)))
    for one in found:
        is_in_a_thread = any(one.fingerprint in thread.marker.fingerprints for thread in board.threads)
        assert is_in_a_thread or one.path in everything


def test_a_clean_report_gets_a_check_and_no_comment() -> None:
    board = Board()
    published(board, report(()))
    assert (board.comments, board.threads, board.checks[-1].conclusion) == ([], [], "success")


def test_a_clean_report_after_findings_edits_the_summary() -> None:
    board = Board()
    published(board, report((finding(1, Severity.HIGH, Placement.INLINE),)))
    published(board, report((), run="2"))
    assert sum(1 for one in board.writes if isinstance(one, EditComment)) == 1
    assert "1 fixed" in board.comments[0]


@pytest.mark.parametrize("state", [PullState.CLOSED, PullState.MERGED])
def test_a_pull_request_that_is_not_open_is_refused(state: PullState) -> None:
    board = Board(pull=replace(PULL, state=state))
    with pytest.raises(PullError, match="nothing is published"):
        published(board, report(()))
    assert not board.writes


def test_a_head_that_moved_is_refused() -> None:
    board = Board(pull=replace(PULL, head_sha=Sha("f" * 40)))
    with pytest.raises(StaleError, match="is now ffffffffff"):
        published(board, report(()))
    assert not board.writes


@pytest.mark.parametrize("mark", ["", "0", "-->", "g" * 16])
def test_an_identity_that_is_none_is_refused(mark: str) -> None:
    board = Board()
    bad = replace(finding(1, Severity.HIGH, Placement.INLINE), fingerprint=Fingerprint(mark))
    with pytest.raises(UsageError, match="identities"):
        published(board, report((bad,)))
    assert not board.writes


def test_a_finding_that_would_give_a_secret_away_is_withheld() -> None:
    board = Board()
    leaking = replace(finding(1, Severity.CRITICAL, Placement.INLINE), title="It holds ghp_" + "a" * 36)
    done = published(board, report((leaking,)))
    assert done.outcome.conclusion == "failure"
    assert not board.threads
    assert all("ghp_" not in text for text in (*board.comments, *(check.title for check in board.checks)))
