"""Money over the runs of a pull request: whatever runs side by side, is killed or goes unanswered."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import Enum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.board import HEAD, PULL, Board, Killed
from support.catalogue import Shipped
from support.turns import Turn, in_turns

from reviewbot.course import Desk
from reviewbot.domain.diff import Sha
from reviewbot.domain.event import CommentEvent, CommentKind, PullEvent
from reviewbot.domain.expense import Bill, Expense, Micro, ShownBill, bill_mark, dollars, known, micro, total
from reviewbot.domain.plan import Answer, CheckText, ConcludeCheck, Conclusion, PostComment, StartCheck, Write
from reviewbot.domain.pull import Grant, PullName, Request
from reviewbot.domain.report import Cost
from reviewbot.domain.shown import Shown
from reviewbot.errors import GitHubError, LostAnswerError
from reviewbot.request import requested
from reviewbot.reservation import Here, balanced, carried, forfeited, granted, marked, regranted, settled

CEILING = 5.0
RUN = "run 2.1"


class Fate(Enum):
    """What becomes of a run."""

    ENDS = "it settles what it spent"
    CANCELLED = "it is stopped half way, and settles what it had spent"
    LOST = "it spends all it may and leaves nothing"
    UNANSWERED = "the answer to its reservation gets lost"
    DIES = "it is killed at one of its calls, and has spent all it may by then"


@dataclass(frozen=True, slots=True)
class Life:
    """A run as it is going to be: `share` of its money is what it uses."""

    fate: Fate
    usd: float
    share: float
    calls: int = 0


@dataclass(slots=True)
class World:
    """The pull request, and what was really spent on it; `short` are runs that got less than they wanted."""

    board: Board = field(default_factory=Board)
    spent: dict[str, float] = field(default_factory=dict)
    settled: dict[str, float] = field(default_factory=dict)
    short: list[tuple[str, float]] = field(default_factory=list)

    def taken(self, run: str) -> float:
        """Give what all runs before one spent, or reserve on their checks as long as they did not settle it."""
        mine = next((one.check for one in self.board.shown(PULL.name).bills if one.bill.run == run), None)
        earlier = (one.bill for one in self.board.shown(PULL.name).bills if mine is None or one.check < mine)
        return sum(self.settled.get(one.run, dollars(one.own)) for one in earlier)


@dataclass(slots=True)
class Door:
    """GitHub as one run sees it: each call is a step, and one answer may get lost."""

    world: World
    turn: Turn
    run: str
    loses: bool = False
    dies_after: int | None = None
    seen: float = 0.0

    def shown(self, name: PullName) -> Shown:
        """Show everything as it is now."""
        self._step()
        self.seen = self.world.taken(self.run)
        return self.world.board.shown(name)

    def may_write(self, repository: str, login: str) -> bool:
        """Let everybody write."""
        return self.world.board.may_write(repository, login)

    def write(self, write: Write) -> Answer:
        """Do a write, whose answer may get lost."""
        self._step()
        answer = self.world.board.write(write)
        if self.loses and isinstance(write, StartCheck):
            self.loses = False
            raise LostAnswerError("GitHub does not answer (502).", "Run it again.")
        return answer

    def _step(self) -> None:
        self.turn.take()
        if self.dies_after is not None:
            if not self.dies_after:
                raise Killed
            self.dies_after -= 1


def event(action: str = "synchronize") -> PullEvent:
    return PullEvent(PULL.name, action, HEAD, False, False, (), "alice")


def lived(world: World, number: int, life: Life, turn: Turn) -> None:
    here = Here("0.1.0", f"run {number}.1", max_usd=life.usd)
    door = Door(world, turn, here.key, life.fate is Fate.UNANSWERED, life.calls if life.fate is Fate.DIES else None)
    with suppress(Killed):
        ran(world, door, here, life)


def ran(world: World, door: Door, here: Here, life: Life) -> None:
    try:
        decision = requested(event(), Desk(door, door, here, Shipped()))
    except LostAnswerError:
        decision = requested(event(), Desk(door, door, here, Shipped()))
    request = decision.request
    assert request is not None
    most = regranted(request, here.run, door, lambda _: door.turn.take()).usd
    if most < min(life.usd, CEILING):
        world.short.append((here.key, most + door.seen))
    usd = most * (1.0 if life.fate in {Fate.LOST, Fate.DIES} else life.share)
    world.spent[here.key] = usd
    if life.fate is Fate.LOST or request.bill is None:
        return
    cost = Cost(usd=usd / 2, reserved_usd=usd / 2) if life.fate is Fate.CANCELLED else Cost(usd=usd)
    shown = door.shown(PULL.name)
    text = marked(CheckText("Read", "All of it"), balanced(settled(request.bill, cost), shown))
    conclusion = Conclusion.CANCELLED if life.fate is Fate.CANCELLED else Conclusion.SUCCESS
    door.write(ConcludeCheck(HEAD, request.check, here.run, conclusion, text))
    world.settled[here.key] = usd


lives = st.builds(
    Life,
    st.sampled_from(Fate),
    st.sampled_from([0.4, 1.0, 3.0, 9.0]),
    st.sampled_from([0.0, 0.1, 1.0]),
    st.integers(0, 7),
)


@given(st.lists(lives, min_size=1, max_size=7), st.lists(st.integers(0, 6), max_size=60))
@settings(max_examples=150)
def test_whatever_runs_side_by_side_the_ceiling_is_kept_and_nobody_gets_too_little_below_it(
    several: list[Life], order: list[int]
) -> None:
    world = World()
    works = [lambda turn, n=n, life=life: lived(world, n, life, turn) for n, life in enumerate(several, 1)]
    in_turns(works, order)
    assert sum(world.spent.values()) <= CEILING + 1e-5
    for run, taken in world.short:
        assert taken >= CEILING - 1e-5, f"{run} got too little while {taken} was taken"


def test_of_two_runs_at_once_the_later_one_gets_what_is_left() -> None:
    world = World(Board(setting="budget: {pull_usd: 1.5}"))
    several = [Life(Fate.LOST, 1.0, 1.0)] * 2
    works = [lambda turn, n=n, life=life: lived(world, n, life, turn) for n, life in enumerate(several, 1)]
    in_turns(works, [0, 1] * 6)
    assert world.spent == {"1.1": 1.0, "2.1": 0.5}


def waiting(board: Board, usd: float = CEILING) -> Request:
    """Have a run begin that wants a dollar, behind one that has reserved all there is."""
    decided(board, Here("0.1.0", "run 1.1", max_usd=usd))
    return decided(board, Here("0.1.0", RUN))


def settles(board: Board, usd: float | None) -> None:
    """Settle the first run, as the job does that publishes it; None where the run left no report."""
    first = board.shown(PULL.name).bills[0]
    bill = forfeited(first.bill) if usd is None else settled(first.bill, Cost(usd=usd))
    text = marked(CheckText("Cancelled", ""), bill)
    board.write(ConcludeCheck(HEAD, first.check, "run 1.1", Conclusion.CANCELLED, text))


def test_what_a_review_gives_back_goes_to_the_one_that_took_its_place() -> None:
    board, waits = Board(), list[float]()

    def pause(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            settles(board, 4.25)

    request = waiting(board)
    assert request.grant.usd == 0
    assert regranted(request, RUN, board, pause) == Grant(0.75, (4.25,), 0)
    assert waits == [5, 5]


def test_what_one_takes_later_is_not_there_for_those_behind_it() -> None:
    board = Board()
    first = waiting(board)
    second = decided(board, Here("0.1.0", "run 3.1"))
    settles(board, 3.5)
    assert [regranted(one, RUN, board, list[float]().append).usd for one in (first, second)] == [1, 0.5]


def test_a_review_that_never_settles_is_not_waited_for_for_ever() -> None:
    board, waits = Board(), list[float]()
    request = waiting(board, 4.5)
    assert regranted(request, RUN, board, waits.append).usd == 0.5
    assert sum(waits) == 90
    assert len(waits) == 6


def test_one_that_is_over_without_a_report_is_not_waited_for() -> None:
    board, waits = Board(), list[float]()
    request = waiting(board)
    settles(board, None)
    assert regranted(request, RUN, board, waits.append) == Grant(0, (5,), 0)
    assert not waits


@dataclass(slots=True)
class Elsewhere:
    """The same pull request for whoever has another token, or none that GitHub answers."""

    board: Board
    app: str = "our-app"
    is_down: bool = False
    reads: int = 0

    def shown(self, name: PullName) -> Shown:
        """Show the checks of our App, which is not who asks."""
        self.reads += 1
        if self.is_down:
            raise GitHubError("GitHub does not answer (502).", "Run it again.")
        shown = self.board.shown(name)
        strange = ShownBill(99, Bill(7, "9.1", (), micro(50)), is_ours=True, app="github-actions")
        return replace(shown, bills=(*(replace(one, is_ours=False, app=self.app) for one in shown.bills), strange))

    def may_write(self, repository: str, login: str) -> bool:
        """Let everybody write."""
        return self.board.may_write(repository, login)


def test_a_job_with_another_token_knows_whose_checks_are_ours() -> None:
    board = Board()
    request = waiting(board)
    settles(board, 4.25)
    assert regranted(request, RUN, Elsewhere(board)).usd == 0.75


@pytest.mark.parametrize("is_down", [True, False], ids=["no answer", "no check"])
def test_where_nothing_can_be_read_the_first_grant_stands(is_down: bool) -> None:
    board = Board()
    request = waiting(board, 4.75)
    settles(board, 0)
    elsewhere = Elsewhere(board if is_down else Board(), is_down=is_down)
    assert regranted(request, RUN, elsewhere).usd == 0.25
    assert elsewhere.reads == 1


def test_a_second_attempt_at_a_review_does_not_spend_its_money_again() -> None:
    board = Board()
    request = decided(board, Here("0.1.0", "run 1.1"))
    assert regranted(request, "run 1.2", board) == Grant(0)
    assert regranted(request, "run 1.1", board) == Grant(1)


@pytest.mark.parametrize(("usd", "again"), [(0.7, 0.0), (0.3, 0.3), (None, 0.2)])
def test_a_run_that_is_published_again_became_no_cheaper(usd: float | None, again: float) -> None:
    board = Board()
    request = decided(board, Here("0.1.0", "run 1.1"))
    assert request.bill is not None
    settles(board, usd)
    assert balanced(settled(request.bill, Cost(usd=again)), board.shown(PULL.name)).own == micro(usd or 1)


@pytest.mark.parametrize("has_bill", [True, False])
def test_who_got_all_it_wanted_asks_for_nothing(has_bill: bool) -> None:
    board = Board()
    request = decided(board, Here("0.1.0", "run 1.1", can_pay=has_bill))
    elsewhere = Elsewhere(board)
    assert regranted(request, RUN, elsewhere) == request.grant
    assert not elsewhere.reads


def decided(board: Board, here: Here, about: PullEvent | CommentEvent | None = None) -> Request:
    request = requested(about or event(), Desk(board, board, here, Shipped())).request
    assert request is not None
    return request


@pytest.mark.parametrize(
    ("here", "setting"),
    [
        (Here("0.1.0", "run 1.1", can_pay=False), ""),
        (Here("0.1.0", "run 1.1", engine="detectors"), ""),
        (Here("0.1.0", "run 1.1"), "engine: detectors"),
    ],
    ids=["no key", "asked for", "configured"],
)
def test_where_the_detectors_alone_read_nothing_is_reserved(here: Here, setting: str) -> None:
    board = Board(setting=setting)
    request = decided(board, here)
    assert (request.bill, request.grant.usd) == (None, 0)
    assert "reviewbot:money" not in board.summaries[0]


@pytest.mark.parametrize(
    ("author", "setting", "usd"),
    [("stranger", "", 0), ("bob", "", 1), ("stranger", "forks: agent", 1), ("bob", "forks: detectors", 0)],
)
def test_a_fork_reserves_only_where_an_agent_may_read_it(author: str, setting: str, usd: float) -> None:
    board = Board(setting=setting, pull=replace(PULL, is_fork=True, author=author))
    assert decided(board, Here("0.1.0", "run 1.1")).grant.usd == usd


@pytest.mark.parametrize(
    ("setting", "usd"),
    [("budget: {run_usd: 3}", 3), ("budget: {run_usd: 3, pull_usd: 2}", 2), ("budget: [", 1), ("budget: {x: 1}", 1)],
    ids=["its own", "the pull's", "no YAML", "unknown"],
)
def test_a_run_reserves_what_the_team_says(setting: str, usd: float) -> None:
    assert decided(Board(setting=setting), Here("0.1.0", "run 1.1")).grant.usd == usd


def comment(body: str) -> CommentEvent:
    return CommentEvent(PULL.name, True, CommentKind.ISSUE, "created", "IC1", "alice", False, body, None)


def test_a_writer_raises_the_ceiling_and_it_is_remembered() -> None:
    board = Board()
    for number in range(1, 7):
        here = Here("0.1.0", f"run {number}.1")
        request = decided(board, here)
        assert request.bill is not None
        text = marked(CheckText("Read", ""), settled(request.bill, Cost(usd=request.grant.usd)))
        board.write(ConcludeCheck(HEAD, request.check, here.run, Conclusion.SUCCESS, text))
    assert request.grant == Grant(0, (1.0,) * 5, 0)
    assert decided(board, Here("0.1.0", "run 7.1"), comment("/review budget $8")).grant.usd == 1
    assert decided(board, Here("0.1.0", "run 8.1")).grant.raised_usd == 8


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("/review budget", "takes a number of US dollars"),
        ("/review budget much", "takes a number of US dollars"),
        ("/review budget -3", "takes a number of US dollars"),
        ("/review budget 9999999", "takes a number of US dollars"),
        ("/review budget 5", "may cost $5.00 together already"),
    ],
)
def test_a_budget_that_raises_nothing_is_answered(body: str, words: str) -> None:
    board = Board()
    assert requested(comment(body), Desk(board, board, Here("0.1.0", "run 1.1"), Shipped())).request is None
    assert any(isinstance(one, PostComment) and words in one.body for one in board.writes)


def test_a_stranger_raises_nothing() -> None:
    board = Board()
    asked = replace(comment("/review budget 50"), author="stranger")
    assert requested(asked, Desk(board, board, Here("0.1.0", "run 1.1"), Shipped())).request is None
    assert not board.writes


def test_a_run_that_cannot_read_back_what_it_reserved_spends_nothing() -> None:
    board, waits = Board(), list[float]()
    request = Request(PULL.name, HEAD, check=3, bill=Bill(7, "1.1", (Expense("1.1", Micro(1_000_000)),)))
    assert granted(request, board, waits.append) == Grant()
    assert waits == [0, 2]


@pytest.mark.parametrize("usd", [-1.0, float("nan"), float("inf")])
def test_a_cost_that_is_none_leaves_the_reservation(usd: float) -> None:
    bill = Bill(7, "1.1", (Expense("1.1", Micro(1_000_000)),))
    assert settled(bill, Cost(usd=usd)) == bill


def test_a_skipped_head_keeps_what_is_known_and_a_check_its_own_bill() -> None:
    own = Bill(7, "1.1", (Expense("1.1", micro(1)),))
    shown = Shown(PULL, bills=(ShownBill(4, own),))
    assert carried(shown, 4, "2.1") == own
    assert carried(shown, None, "2.1") == replace(own, run="2.1")
    assert carried(Shown(PULL), None, "2.1") is None


def test_a_draft_that_was_being_read_does_not_lose_what_it_reserved() -> None:
    board = Board()
    decided(board, Here("0.1.0", "run 1.1"))
    board.pull = replace(PULL, is_draft=True)
    requested(event("converted_to_draft"), Desk(board, board, Here("0.1.0", "run 2.1"), Shipped()))
    assert total(known(board.shown(PULL.name).bills).values()) == micro(1)


def test_a_long_summary_gives_way_to_the_mark() -> None:
    bill = Bill(7, "1.1", (Expense("1.1", micro(1)),))
    text = marked(CheckText("Read", "x" * 65_535), bill)
    assert text.summary.startswith(bill_mark(bill))
    assert len(text.summary) < 1_000


def test_a_check_of_another_head_counts_as_well() -> None:
    board = Board()
    decided(board, Here("0.1.0", "run 1.1", max_usd=4.5))
    board.pull = replace(PULL, head_sha=Sha("9" * 40))
    assert decided(board, Here("0.1.0", "run 2.1")).grant == Grant(0.5, (4.5,), 0)
