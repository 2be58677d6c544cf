"""What becomes of a branch that an agent reads slice by slice."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from support.reading import CHECKLIST, Table, claim

from reviewbot.auditing import audited_by, designed_by
from reviewbot.config.keys import Config
from reviewbot.config.load import loaded
from reviewbot.detectors.revisions import Given
from reviewbot.detectors.run import Detectors
from reviewbot.diff.source import source_of
from reviewbot.domain.audit import Acceptance, Audited, AuditReport, Design, RootCause, SeenSlice, Shard, Sketch
from reviewbot.domain.chunk import Chunk, Doubt, Gap, Piece, Reading
from reviewbot.domain.coverage import EVERY, NO_AGENT, Cell, CellState, Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Sha
from reviewbot.domain.inventory import Inventory, Route, Site
from reviewbot.domain.levels import Confidence, Engine
from reviewbot.domain.report import Cost, Digests, Run, Status
from reviewbot.inventory.slices import sliced
from reviewbot.look import Lens
from reviewbot.touring import Ground

_TIMEOUT, _UNTOGETHER, _NOBODY = (
    "call-without-timeout",
    "write-path-without-transaction",
    "missing-object-authorisation",
)
_ITEMS = tuple(one for one in CHECKLIST.items if one.id in {_TIMEOUT, _UNTOGETHER, _NOBODY})
_DAY, _SHA = date(2026, 3, 1), Sha("a" * 40)
_PAD = ("# " + "database request order payment " * 28 + "\n") * 15
_CLOSE = "def close(order):\n    order.total = order.sum()\n    order.save()\n    Ledger(order=order).save()\n"
_CLIENT = "import requests\n\n\ndef price(sku):\n    return requests.get(url(sku)).json()\n"
_ORDERS, _PRICES, _NOTES = "shop/orders/api.py", "shop/prices/client.py", "shop/notes/text.py"
_FILES: Mapping[str, str] = {
    _ORDERS: _CLOSE + _PAD,
    _PRICES: _CLIENT + _PAD,
    _NOTES: _CLOSE.replace("order", "note") + _PAD,
    "guide/read.md": "# Read\n" + _PAD,
}
_HALF = claim(_UNTOGETHER, 4, "    Ledger(order=order).save()", _ORDERS)


@dataclass(frozen=True, slots=True)
class Poor(Table):
    """Has money for so many conversations of every run."""

    most: int = 1

    def read(self, chunks: Sequence[Chunk], whole: Sequence[Piece] | None = None, /) -> tuple[Reading, ...]:
        """Read the first, and leave the others for want of money."""
        paid = max(0, self.most - len(self.shown))
        readings = Table.read(self, chunks[:paid], whole)
        return (*readings, *(Reading(one, gap=Gap.BUDGET) for one in chunks[paid:]))


@pytest.fixture(scope="module")
def detectors() -> Iterator[Detectors]:
    with Detectors(_ITEMS) as several:
        yield several


def _ground(detectors: Detectors, files: Mapping[str, str] = _FILES, config: Config | None = None) -> Ground:
    sources = tuple(source_of(path, text.encode()) for path, text in sorted(files.items()))
    slices = sliced([(path, len(text)) for path, text in files.items()])
    return Ground(Given(sources), Lens(_ITEMS, config or Config(), detectors), slices, changed=lambda _: frozenset())


def _report(files: Mapping[str, str] = _FILES, engine: Engine = Engine.ALL, day: date | None = _DAY) -> AuditReport:
    covered = tuple(CoveredFile(path, FileState.REVIEWED) for path in sorted(files))
    unasked = Cell(EVERY, _NOBODY, CellState.NOT_EXAMINED, NO_AGENT)
    return AuditReport(
        tool="reviewbot",
        run=Run("0" * 16, engine, "audit"),
        snapshot=Audited("acme/shop", "main", _SHA, day),
        digests=Digests("", "", ""),
        status=Status.COMPLETE,
        causes=(),
        coverage=Coverage(covered, (unasked,)),
    )


def _causes(report: AuditReport) -> set[tuple[str, str, str]]:
    return {(one.item, one.source, one.path) for cause in report.causes for one in cause.findings}


def _gaps(report: AuditReport) -> dict[str, str]:
    return {one.path: one.reason for one in report.coverage.cells if one.item == EVERY}


def test_a_file_is_read_as_if_it_were_added_whole(detectors: Detectors) -> None:
    agent = Table(chunk_bytes=40_000)
    audited_by(agent, _report(), _ground(detectors))
    pieces = {piece.file.path: piece for chunk in agent.shown for piece in chunk.pieces}
    assert pieces.keys() == _FILES.keys() - {"guide/read.md"}
    assert "\n".join(line.text for hunk in pieces[_ORDERS].excerpts for line in hunk.lines) + "\n" == _FILES[_ORDERS]
    assert [one.item for one in pieces[_PRICES].evidence] == [_TIMEOUT]


def test_no_conversation_is_about_two_slices_and_the_riskiest_is_read_first(detectors: Detectors) -> None:
    agent = Table(chunk_bytes=400_000)
    audited_by(agent, _report(), _ground(detectors))
    assert [chunk.paths for chunk in agent.shown] == [(_ORDERS,), (_PRICES,), (_NOTES,)]
    assert [chunk.risk for chunk in agent.shown] == sorted((chunk.risk for chunk in agent.shown), reverse=True)


def test_nobody_is_asked_about_a_change_as_a_whole(detectors: Detectors) -> None:
    agent = Table()
    audited_by(agent, _report(), _ground(detectors))
    assert set(map(len, filter(None, agent.outlined))) == set()
    assert None not in agent.outlined


def test_what_is_confirmed_is_a_root_cause_beside_those_of_the_detectors(detectors: Detectors) -> None:
    report = audited_by(Table((_HALF,)), _report(), _ground(detectors))
    assert _causes(report) == {(_UNTOGETHER, "agent", _ORDERS), (_TIMEOUT, "detector", _PRICES)}
    assert [one.symbol for one in report.causes if one.first.source == "agent"] == ["close"]
    assert Cell(_ORDERS, _UNTOGETHER, CellState.FINDING) in report.coverage.cells


def test_what_both_say_is_said_once_and_surer(detectors: Detectors) -> None:
    both = claim(_TIMEOUT, 5, "    return requests.get(url(sku)).json()", _PRICES)
    (cause,) = audited_by(Table((both,)), _report(), _ground(detectors)).causes
    assert (cause.first.item, cause.confidence, len(cause.findings)) == (_TIMEOUT, Confidence.HIGH, 1)


def test_what_is_refuted_or_unsure_is_no_root_cause(detectors: Detectors) -> None:
    for doubt in (Doubt.REFUTED, Doubt.UNVERIFIED):
        agent = Table((_HALF,), doubts={_HALF.title: doubt})
        assert (_UNTOGETHER, "agent", _ORDERS) not in _causes(audited_by(agent, _report(), _ground(detectors)))


def test_what_the_team_does_not_want_to_hear_is_left_out(detectors: Detectors) -> None:
    config = loaded("min_severity: critical", "c.yml", [], []).config
    assert audited_by(Table((_HALF,)), _report(), _ground(detectors, config=config)).causes == ()


def test_alone_the_agent_alone_speaks(detectors: Detectors) -> None:
    report = audited_by(Table((_HALF,)), _report(engine=Engine.AGENT), _ground(detectors))
    assert _causes(report) == {(_UNTOGETHER, "agent", _ORDERS)}


def test_what_was_accepted_stays_accepted(detectors: Detectors) -> None:
    ground, accepted = _ground(detectors), Acceptance("ada", "known")
    first = audited_by(Table(), _report(), ground)
    known = tuple(replace(one, acceptance=accepted) for one in first.causes)
    (cause,) = audited_by(Table(), replace(_report(), causes=known), ground).causes
    assert cause.acceptance == accepted


def test_a_cause_of_files_that_are_not_read_stays(detectors: Detectors) -> None:
    ground = _ground(detectors)
    (cause,) = audited_by(Table(), _report(), ground).causes
    elsewhere = RootCause(cause.id, cause.symbol, cause.pattern, (replace(cause.first, path="other.py"),))
    (both,) = audited_by(Table(), replace(_report(), causes=(elsewhere,)), ground).causes
    assert {one.path for one in both.findings} == {"other.py", _PRICES}


def test_what_only_an_agent_answers_is_no_gap_any_more(detectors: Detectors) -> None:
    assert (EVERY, _NOBODY) in {(one.path, one.item) for one in _report().coverage.cells}
    report = audited_by(Table(), _report(), _ground(detectors))
    assert EVERY not in {one.path for one in report.coverage.cells}


def test_what_is_read_is_told_by_file_and_by_slice(detectors: Detectors) -> None:
    report = audited_by(Table(money=Cost(usd=0.5)), _report(), _ground(detectors))
    assert report.read == (_NOTES, _ORDERS, _PRICES)
    seen = {one.id: (one.day, one.sha, one.paths, one.is_whole) for one in report.slices}
    assert seen["shop/orders"] == (_DAY, _SHA, (_ORDERS,), True)
    assert seen["guide"] == (_DAY, _SHA, (), True)
    assert (report.status, report.cost.usd) == (Status.COMPLETE, 0.5)
    assert "The agent read 3 files of 3 slices; there are 4 slices." in report.notes


def test_a_branch_without_a_day_is_read_and_not_remembered(detectors: Detectors) -> None:
    report = audited_by(Table(), _report(day=None), _ground(detectors))
    assert (len(report.read), report.slices) == (3, ())


def test_what_there_is_no_money_for_is_a_gap_and_comes_next(detectors: Detectors) -> None:
    report = audited_by(Poor(chunk_bytes=40_000), _report(), _ground(detectors))
    assert report.read == (_ORDERS,)
    assert _gaps(report)[_PRICES] == _gaps(report)[_NOTES] == "not read by the agent: out of budget"
    assert [one.id for one in report.slices] == ["guide", "shop/orders"]
    # To be short of money is how an audit goes on from run to run.
    assert (report.status, report.problem) == (Status.COMPLETE, None)


def test_what_is_left_is_named_with_its_reasons(detectors: Detectors) -> None:
    report = audited_by(Poor(chunk_bytes=2_000), _report(), _ground(detectors))
    assert _gaps(report)[_NOTES] == "not read by the agent: out of budget"
    assert report.notes[-1].startswith("It ended there: out of budget. Next time comes first what is left: shop/")
    assert "not read yet" in report.notes[-1]


def test_what_was_read_before_and_is_not_read_now_says_when(detectors: Detectors) -> None:
    before = SeenSlice("shop/notes", "shop/notes", _DAY - timedelta(9), _SHA, (_NOTES,), is_whole=True)
    ground = replace(_ground(detectors), before=(before,))
    report = audited_by(Poor(chunk_bytes=2_000), _report(), ground)
    assert _gaps(report)[_NOTES] == "not read by the agent: out of budget, last read on 2026-02-20"
    assert before in report.slices


def test_of_a_slice_that_was_read_in_part_the_rest_is_added(detectors: Detectors) -> None:
    files = {"shop/a.py": _CLOSE + _PAD, "shop/b.py": _CLOSE + _PAD}
    ground = _ground(detectors, files)
    first = audited_by(Poor(chunk_bytes=20_000), _report(files), ground)
    assert [(one.paths, one.is_whole) for one in first.slices] == [(("shop/a.py",), False)]
    later = replace(_report(files), snapshot=Audited("acme/shop", "main", Sha("b" * 40), _DAY + timedelta(7)))
    second = audited_by(Poor(chunk_bytes=20_000), later, replace(ground, before=first.slices))
    assert second.read == ("shop/b.py",)
    assert second.slices == (SeenSlice("shop", "shop", _DAY, _SHA, ("shop/a.py", "shop/b.py"), is_whole=True),)


@pytest.mark.parametrize("most", [1, 2])
def test_after_enough_runs_all_is_read(detectors: Detectors, most: int) -> None:
    files = {f"shop/{name}/api.py": _CLOSE + _PAD for name in "abcdef"}
    ground, read = _ground(detectors, files), set[str]()
    for run in range(6 // most):
        report = _report(files, day=_DAY + timedelta(run))
        told = audited_by(Poor(chunk_bytes=40_000, most=most), report, ground)
        assert len(told.read) == most
        read |= set(told.read)
        ground = replace(ground, before=told.slices)
    assert read == files.keys()


def test_what_changed_is_read_before_what_did_not(detectors: Detectors) -> None:
    ground = _ground(detectors)
    first = audited_by(Table(), _report(), ground)
    again = replace(ground, before=first.slices, changed=lambda _: frozenset({_NOTES}))
    assert audited_by(Poor(chunk_bytes=40_000), _report(day=_DAY + timedelta(1)), again).read == (_NOTES,)


def test_a_model_that_refuses_a_file_makes_the_audit_partial(detectors: Detectors) -> None:
    report = audited_by(Table(gaps={_ORDERS: Gap.REFUSED}), _report(), _ground(detectors))
    assert report.status is Status.PARTIAL
    assert _gaps(report)[_ORDERS] == "not read by the agent: refused"
    assert report.read == (_NOTES, _PRICES)
    assert [one.is_whole for one in report.slices if one.id == "shop/orders"] == [False]


@pytest.mark.parametrize(("engine", "status"), [(Engine.ALL, Status.PARTIAL), (Engine.AGENT, Status.FAILED)])
def test_a_key_that_is_not_accepted_ends_it(detectors: Detectors, engine: Engine, status: Status) -> None:
    agent = Table(gaps=dict.fromkeys(_FILES, Gap.UNAUTHORISED), chunk_bytes=2_000)
    report = audited_by(agent, _report(engine=engine), _ground(detectors))
    assert report.problem is not None
    assert (report.problem.kind, report.status, report.read) == ("model", status, ())
    assert len({path for chunk in agent.shown for path in chunk.paths}) == 1
    assert (EVERY, _NOBODY) in {(one.path, one.item) for one in report.coverage.cells}


def test_what_is_not_looked_at_is_not_read(detectors: Detectors) -> None:
    covered = tuple(CoveredFile(path, FileState.EXCLUDED, "vendored") for path in _FILES)
    agent = Table()
    report = audited_by(agent, replace(_report(), coverage=Coverage(covered)), _ground(detectors))
    assert (agent.shown, report.slices) == ([], ())


def test_what_must_not_be_sent_is_in_nothing_that_is_shown(detectors: Detectors) -> None:
    files = {**_FILES, "shop/orders/.env.production": "request=hidden-from-all\n"}
    agent = Table()
    report = audited_by(agent, _report(files), _ground(detectors, files))
    assert "hidden-from-all" not in repr(agent.shown)
    assert _gaps(report)["shop/orders/.env.production"] == "not shown to the agent: `never_send`"


@dataclass(frozen=True, slots=True)
class Drafting:
    """Judges every design in the same way."""

    said: Design | Gap

    def design(self, sketch: Sketch, is_fit: Callable[[str], bool], /) -> Design | Gap:
        """Say it."""
        assert (sketch.repository, sketch.inventory, sketch.findings or {}) == ("acme/shop", _FACTS, {})
        assert is_fit("all")
        return self.said

    def cost(self) -> Cost:
        """Give what it cost."""
        return Cost(usd=0.25)


_FACTS = Inventory(routes=(Route(Site(_ORDERS, 1), "flask", "GET", "/orders", "orders"),))


def _no_facts() -> Inventory:
    raise AssertionError("nobody should read the facts again")


def test_a_design_is_judged_by_the_facts() -> None:
    report = designed_by(
        Drafting(Design("It sells.")), replace(_report(), inventory=_FACTS), _no_facts, lambda text: text == "all"
    )
    assert (report.design, report.cost.usd) == (Design("It sells."), 0.25)


def test_without_an_answer_there_is_no_design_and_the_report_says_why() -> None:
    report = designed_by(Drafting(Gap.BUDGET), replace(_report(), inventory=_FACTS), _no_facts, bool)
    assert (report.design, report.notes) == (None, ("Nobody judged the design: out of budget.",))


def test_without_facts_nobody_is_asked() -> None:
    assert designed_by(Drafting(Design("It sells.")), _report(), _no_facts, bool) == _report()


def test_of_several_parts_the_first_judges_by_the_facts_of_all() -> None:
    one, two = (replace(_report(), shard=Shard(number, 2)) for number in (1, 2))
    told = designed_by(Drafting(Design("It sells.")), one, lambda: _FACTS, bool)
    assert (told.design, told.inventory) == (Design("It sells."), Inventory())
    assert designed_by(Drafting(Design("It sells.")), two, _no_facts, bool) == two
