"""The life of a pull request: whatever is pushed, said, deleted or killed, publishing ends in what the report says."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.board import Killed
from support.life import Life
from support.published import FIRST_OF_THE_AGENT, fingerprint, published, report

from reviewbot.domain.plan import Answer, Write
from reviewbot.domain.pull import PullName
from reviewbot.domain.remark import RemarkKind
from reviewbot.domain.report import Gate, Recheck, Reply, ReplyKind, Report, Status, Verdict
from reviewbot.domain.shown import Shown, Thread
from reviewbot.errors import LostAnswerError
from reviewbot.findings.dismissed import is_dismissed
from reviewbot.findings.said import is_called_fixed, marks

_PLACES = range(1, 9)
_STATES = {RemarkKind.FIXED, RemarkKind.BACK}


@dataclass(frozen=True, slots=True)
class Act:
    """What a person does to one of the threads, by its place among them; `kind` is the verb."""

    kind: str
    at: int
    login: str


@dataclass(frozen=True, slots=True)
class Push:
    """A push and its review: what is wrong now, what of the agent's is found anew, and what goes wrong meanwhile.

    `moved` are findings on lines that changed. `dies` and `loses` count writes of the first try to publish.
    """

    wrong: frozenset[int]
    seen: frozenset[int]
    moved: frozenset[int]
    is_complete: bool
    answers: ReplyKind
    before: tuple[Act, ...]
    meanwhile: tuple[Act, ...]
    dies: int | None
    loses: int | None


_places = st.frozensets(st.sampled_from(_PLACES))
_acts = st.lists(
    st.builds(
        Act,
        st.sampled_from(["resolve", "reopen", "reply", "delete", "delete the summary"]),
        st.integers(0, 5),
        st.sampled_from(["alice", "stranger"]),
    ),
    max_size=3,
).map(tuple)
_pushes = st.builds(
    Push, _places, _places, _places, st.booleans(), st.sampled_from(ReplyKind), _acts, _acts,
    st.none() | st.integers(0, 6), st.none() | st.integers(0, 6),
)  # fmt: skip
_lives = st.lists(_pushes, min_size=1, max_size=5)


def act(life: Life, one: Act) -> None:
    """Let a person do something, where there is something to do it to."""
    if one.kind == "delete the summary":
        life.summaries.clear()
    elif life.threads:
        thread = list(life.threads.values())[one.at % len(life.threads)]
        match one.kind:
            case "resolve" if not thread.is_resolved:
                life.resolve(thread, one.login)
            case "reopen":
                life.resolve(thread, "")
            case "reply":
                life.reply(thread, one.login, "This is wrong.")
            case "delete":
                del life.threads[thread.number]


def looked_at_again(life: Life, wrong: frozenset[int]) -> Iterator[Recheck]:
    """Look again at the agent's open threads, as a review does."""
    known = {fingerprint(place) for place in wrong}
    for thread in life.threads.values():
        if thread.marker.is_agents and not thread.is_resolved and not is_dismissed(thread):
            verdict = Verdict.GONE if known.isdisjoint(thread.marker.fingerprints) else Verdict.STILL
            yield from (Recheck(one, verdict, "So it is.") for one in thread.marker.fingerprints)


def waiting(life: Life, kind: ReplyKind) -> Iterator[Reply]:
    """Answer the last word of a person in each thread, as a review does."""
    for thread in life.threads.values():
        last = thread.said[-1] if thread.said else None
        if last is not None and not last.is_ours:
            yield Reply(last.number, kind, "It is as `call` says.")


def reviewed(life: Life, push: Push, number: int, covered: frozenset[int]) -> Report:
    """Review a push: detectors see all, the agent what is new to it."""
    rechecked = tuple(looked_at_again(life, push.wrong))
    still = [one.fingerprint for one in rechecked if one.verdict is Verdict.STILL]
    found = sorted(one for one in push.wrong if one < FIRST_OF_THE_AGENT or one in push.seen)
    grave = {fingerprint(one) for one in _PLACES if one % 2}
    fails = dict.fromkeys(one for one in (*map(fingerprint, found), *still) if one in grave)
    return report(
        life,
        *found,
        run=number,
        status=Status.COMPLETE if push.is_complete else Status.PARTIAL,
        unchanged=tuple(fingerprint(one) for one in found if one in covered - push.moved),
        rechecked=rechecked,
        replies=tuple(waiting(life, push.answers)),
        gate=Gate(tuple(fails)),
    )


@dataclass(slots=True)
class _Deaf:
    """Never hears what became of a write."""

    tries: int = 0

    def write(self, write: Write) -> Answer:
        self.tries += 1
        raise LostAnswerError(f"The answer to {type(write).__name__} got lost.", "Run it again.")


@dataclass(slots=True)
class _Late:
    """Reads what was there before somebody else wrote, once."""

    life: Life
    old: Shown | None

    def shown(self, name: PullName) -> Shown:
        old, self.old = self.old, None
        return old or self.life.shown(name)

    def may_write(self, repository: str, login: str) -> bool:
        return self.life.may_write(repository, login)


def disturbed(life: Life, about: Report, push: Push) -> None:
    """Publish, however often the program is killed, and let people act in between."""
    life.dies_before = None if push.dies is None else len(life.writes) + push.dies
    life.loses = None if push.loses is None else len(life.writes) + push.loses
    try:
        published(life, about)
    except Killed:
        life.dies_before = None
        for one in push.meanwhile:
            act(life, one)
        published(life, about)
    life.dies_before = life.loses = None


def lived(pushes: Sequence[Push], *, can_resolve: bool) -> Iterator[tuple[Life, Report]]:
    """Live through pushes; give what there is after each was published."""
    life, covered = Life(can_resolve), frozenset[int]()
    for number, push in enumerate(pushes, 1):
        for one in push.before:
            act(life, one)
        life.push(number)
        about = reviewed(life, push, number, covered)
        disturbed(life, about, push)
        yield life, about
        if push.is_complete:
            covered = push.wrong


def is_live(thread: Thread) -> bool:
    """Tell whether a thread speaks for its findings: it is open, or a person ended it."""
    return not thread.is_resolved or bool(thread.resolved_by) or is_dismissed(thread)


@given(_lives, st.booleans())
@settings(max_examples=40)
def test_publishing_ends_in_what_the_report_says_and_then_writes_nothing(
    pushes: Sequence[Push], can_resolve: bool
) -> None:
    for life, about in lived(pushes, can_resolve=can_resolve):
        written = len(life.writes)
        published(life, about)
        assert life.writes[written:] == []
        _shows(life, about)
        _concludes(life, about)
        _says_nothing_twice(life)


def _shows(life: Life, about: Report) -> None:
    """Hold that each finding has a thread that speaks for it, and that each open thread speaks the truth."""
    live = [one for one in life.threads.values() if is_live(one)]
    said = {one for thread in live for one in thread.marker.fingerprints}
    found = {one.fingerprint for one in about.findings}
    assert found <= said | set(about.unchanged)
    still = {one.fingerprint for one in about.rechecked if one.verdict is Verdict.STILL}
    for thread in live:
        if not (thread.is_resolved or is_dismissed(thread) or _is_double(thread, live)):
            is_there = not (found | still).isdisjoint(thread.marker.fingerprints)
            assert is_called_fixed(thread) != (is_there or _is_unknown(thread, about))
    assert len(life.summaries) <= 1


def _concludes(life: Life, about: Report) -> None:
    """Hold that the check fails for what nobody with a say said no to, and for nothing else that is known."""
    heard = {
        one
        for thread in life.threads.values()
        if is_dismissed(thread) or (thread.is_resolved and thread.resolved_by == "alice")
        for one in thread.marker.fingerprints
    }
    _, check = list(life.checks.values())[-1]
    is_failure = about.status is not Status.COMPLETE or not heard.issuperset(about.gate.fails)
    assert (check.conclusion == "failure") == is_failure
    assert check.upshot is not None
    assert set(check.upshot.fails) == set(about.gate.fails) - heard


def _says_nothing_twice(life: Life) -> None:
    for thread in life.threads.values():
        answered = [one.answered for one in marks(thread) if one.answered]
        assert len(answered) == len(set(answered))
        states = [one.kind for one in marks(thread) if one.kind in _STATES]
        assert all(one is (RemarkKind.BACK if at % 2 else RemarkKind.FIXED) for at, one in enumerate(states))
        assert sum(1 for one in marks(thread) if one.kind in {RemarkKind.EXPLAIN, RemarkKind.UPHOLD}) <= 1


def test_whoever_never_hears_an_answer_gives_up_after_three_tries() -> None:
    life, deaf = Life(), _Deaf()
    with pytest.raises(LostAnswerError):
        published(life, report(life, 1), writer=deaf)
    assert deaf.tries == 3


@pytest.mark.parametrize("dies", range(1, 9))
def test_a_run_that_was_killed_counts_what_it_did_before(dies: int) -> None:
    undisturbed, killed = Life(), Life()
    for life in (undisturbed, killed):
        life.push(1)
        published(life, report(life, 1, 2, 5, 6))
        life.push(2)
        gone = tuple(Recheck(fingerprint(line), Verdict.GONE, "") for line in (5, 6))
        about = report(life, 2, 4, 3, run=2, rechecked=gone)
        if life is killed:
            killed.dies_before = len(killed.writes) + dies
            with suppress(Killed):
                published(killed, about)
            killed.dies_before = None
        published(life, about)
    assert killed.summaries == undisturbed.summaries
    assert list(killed.checks.values()) == list(undisturbed.checks.values())
    assert sorted(map(repr, killed.writes)) == sorted(map(repr, undisturbed.writes))


@given(_pushes, _pushes, st.booleans())
@settings(max_examples=15)
def test_two_runs_at_once_are_one_after_the_next(first: Push, second: Push, can_resolve: bool) -> None:
    life = Life(can_resolve)
    life.push(1)
    about = reviewed(life, replace(first, is_complete=False), 1, frozenset())
    before = life.shown(life.pull.name)
    published(life, about)
    published(life, about, _Late(life, before))
    published(life, about)
    open_ones = [one for one in life.threads.values() if not (one.is_resolved or one.is_folded)]
    said = [one for thread in open_ones for one in thread.marker.fingerprints]
    assert sorted(said) == sorted({one.fingerprint for one in about.findings})
    assert sum(1 for one in life.summaries.values() if not one.is_folded) == 1
    life.push(2)
    published(life, reviewed(life, second, 2, first.wrong))
    assert sum(1 for one in life.summaries.values() if not one.is_folded) == 1


def _is_double(thread: Thread, live: Sequence[Thread]) -> bool:
    said = set(thread.marker.fingerprints)
    return any(one is not thread and said <= set(one.marker.fingerprints) for one in live)


def _is_unknown(thread: Thread, about: Report) -> bool:
    """Tell whether nobody looked at what a thread says: one that was opened again meanwhile."""
    looked_at = {one.fingerprint for one in about.rechecked}
    return thread.marker.is_agents and looked_at.isdisjoint(thread.marker.fingerprints)
