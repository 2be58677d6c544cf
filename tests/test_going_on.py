"""What becomes of a change whose earlier commits were reviewed completely."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from support.reading import CLIENT, ORDERS, Table, claim, reviewed

from reviewbot.domain.chunk import Doubt, Gap
from reviewbot.domain.coverage import CellState, FileState
from reviewbot.domain.diff import Hunk, LineKind, Side
from reviewbot.domain.finding import Anchor, Finding
from reviewbot.domain.levels import Confidence
from reviewbot.domain.pull import Scope
from reviewbot.domain.report import Report, Status

Files = Mapping[str, tuple[str | None, str | None]]

_BASE = "def close(order):\n    order.save()\n\n\ndef name(order):\n    return order.name\n"
_THEN = _BASE.replace("    order.save()\n", "    order.save()\n    Ledger(order=order).save()\n")
_NOW = _THEN + "\n\ndef pay(order):\n    order.paid = True\n    order.save()\n    Receipt(order=order).save()\n"
_LEDGER, _RECEIPT = "    Ledger(order=order).save()", "    Receipt(order=order).save()"
_HALF = "write-path-without-transaction"
_OLD = claim(_HALF, 3, _LEDGER, title="Old")
_NEW = claim(_HALF, 13, _RECEIPT, title="New")
_LIMITED = "import requests\n\n\ndef price(sku):\n    return requests.get(sku, timeout=3).json()\n"
_UNLIMITED = _LIMITED.replace(", timeout=3", "")
_TIMEOUT = "call-without-timeout"

_BEFORE: Files = {ORDERS: (_BASE, _THEN)}
_AFTER: Files = {ORDERS: (_BASE, _NOW)}


def _added(excerpts: tuple[Hunk, ...]) -> list[str]:
    return [line.text for hunk in excerpts for line in hunk.lines if line.kind is LineKind.ADDED]


def _shown(agent: Table) -> dict[str, list[str]]:
    return {piece.file.path: _added(piece.excerpts) for chunk in agent.shown for piece in chunk.pieces}


def _found(report: Report, source: str = "agent") -> list[Finding]:
    return [one for one in report.findings if one.source == source]


def test_only_what_is_new_is_shown_with_what_stands_around_it() -> None:
    agent = Table()
    reviewed(agent, _AFTER, before=_BEFORE)
    assert _shown(agent) == {ORDERS: _NOW.splitlines()[7:]}
    (piece,) = agent.shown[0].pieces
    assert "Ledger" not in repr(piece.excerpts)


def test_a_file_without_new_lines_is_not_shown_and_said_to_be_reviewed() -> None:
    agent = Table()
    before = {**_BEFORE, "shop/more.py": (_BASE, _THEN)}
    report = reviewed(agent, {**before, **_AFTER}, before=before)
    assert _shown(agent).keys() == {ORDERS}
    assert "1 file was reviewed before, at 3f2c1ab, and is unchanged since." in report.notes
    assert {one.path: one.state for one in report.coverage.files}["shop/more.py"] is FileState.REVIEWED
    assert [one for one in report.coverage.cells if one.path == "shop/more.py"] == []


def test_where_nothing_is_new_nobody_is_asked_and_all_counts_as_read() -> None:
    agent = Table((_OLD,))
    before = {**_BEFORE, "shop/more.py": (_BASE, _THEN)}
    report = reviewed(agent, before, before=before)
    assert (agent.shown, agent.outlined, agent.around) == ([], [], {})
    assert "2 files were reviewed before, at 3f2c1ab, and are unchanged since." in report.notes
    assert report.status is Status.COMPLETE
    assert not any(one.reason.startswith("a question to the agent") for one in report.coverage.cells)


def test_what_is_claimed_of_new_lines_is_found() -> None:
    report = reviewed(Table((_NEW,)), _AFTER, before=_BEFORE)
    assert [one.title for one in _found(report)] == ["New"]
    assert report.checkpoint_seen is not None
    assert report.unchanged == ()


def test_what_is_claimed_of_lines_that_were_reviewed_is_dropped_without_a_word() -> None:
    report = reviewed(Table((_OLD, _NEW)), _AFTER, before=_BEFORE)
    assert [one.title for one in _found(report)] == ["New"]
    assert report.preexisting == 0
    assert not any("did not survive" in note for note in report.notes)


def test_what_a_new_line_breaks_elsewhere_is_said_at_that_line() -> None:
    broken = replace(_OLD, related=(Anchor(ORDERS, Side.RIGHT, 2, 2), Anchor(ORDERS, Side.RIGHT, 13, 13)))
    (one,) = _found(reviewed(Table((broken,)), _AFTER, before=_BEFORE))
    assert (one.line, one.evidence.quote, one.title) == (13, _RECEIPT, "Old")
    assert one.related == (Anchor(ORDERS, Side.RIGHT, 3, 3), Anchor(ORDERS, Side.RIGHT, 2, 2))


def test_what_a_line_breaks_in_whose_file_nobody_asks_stays_where_it_is() -> None:
    empty = ("", "x = 1\n")
    broken = replace(_OLD, related=(Anchor("shop/a.txt", Side.RIGHT, 1, 1),))
    before: Files = {**_BEFORE, "shop/a.txt": ("", "")}
    report = reviewed(Table(strays=(broken,)), {**_AFTER, "shop/a.txt": empty}, before=before)
    assert [one.line for one in _found(report)] == [3]


def test_a_place_without_text_is_no_cause() -> None:
    blank = replace(_OLD, related=(Anchor(ORDERS, Side.RIGHT, 8, 8),))
    assert [one.line for one in _found(reviewed(Table((blank,)), _AFTER, before=_BEFORE))] == [3]


def test_what_lost_its_protection_with_the_last_push_is_found() -> None:
    # The line of the call is as it was; what is gone stood above it.
    base = "def close(order, user):\n    order.save()\n"
    then = base.replace("    order", "    check(user)\n    audit(user)\n    order")
    now = then.replace("    check(user)\n", "").replace("    audit(user)\n", "")
    kept = {ORDERS: ("def close(order, user):\n    check(user)\n    order.save()\n", then)}
    gone = {ORDERS: (kept[ORDERS][0], now)}
    lost = claim("missing-object-authorisation", 2, "    order.save()")
    assert len(_found(reviewed(Table((lost,)), gone, before=kept))) == 1
    assert _found(reviewed(Table((lost,)), gone, before=gone)) == []


def test_a_detectors_finding_on_lines_that_were_reviewed_is_unchanged() -> None:
    before = {CLIENT: (None, _UNLIMITED)}
    for after in (before, {CLIENT: (None, _UNLIMITED + "\n\nLIMIT = 3\n")}):
        report = reviewed(Table(), after, before=before)
        (one,) = _found(report, "detector")
        assert (one.item, report.unchanged) == (_TIMEOUT, (one.fingerprint,))


def test_a_detectors_finding_that_the_last_push_caused_elsewhere_is_new() -> None:
    session = "import requests\n\nsession = requests\n\n\ndef price(sku):\n    return session.get(sku).json()\n"
    before = {CLIENT: (None, session.replace("requests\n\n\n", "Cache()\n\n\n"))}
    report = reviewed(Table(), {CLIENT: (None, session)}, before=before)
    (one,) = _found(report, "detector")
    assert (one.line, report.unchanged) == (7, ())


def test_a_detectors_finding_in_a_file_that_joined_the_change_is_new() -> None:
    report = reviewed(Table(), {CLIENT: (_LIMITED, _UNLIMITED)}, before={})
    assert len(_found(report, "detector")) == 1
    assert report.unchanged == ()


_API = (
    "openapi: 3.0.0\ninfo: {title: Shop, version: '1'}\npaths:\n  /a: {get: {responses: {'200': {description: ok}}}}\n"
)
_MORE = _API + "  /b: {get: {responses: {'200': {description: ok}}}}\n"


def test_a_broken_contract_is_unchanged_where_it_was_broken_before() -> None:
    before: Files = {"api/openapi.yaml": (_MORE, _API), CLIENT: (None, _UNLIMITED)}
    after: Files = {"api/openapi.yaml": (_MORE, _API + "# more\n"), CLIENT: (None, _UNLIMITED + "# more\n")}
    report = reviewed(Table(), after, before=before)
    (one,) = _found(report, "contract")
    assert one.fingerprint in report.unchanged


def test_a_contract_that_the_last_push_broke_is_new() -> None:
    report = reviewed(
        Table(), {"api/openapi.yaml": (_MORE, _API)}, before={"api/openapi.yaml": (_MORE, _MORE + "# x\n")}
    )
    (one,) = _found(report, "contract")
    assert one.fingerprint not in report.unchanged


_SUSPECTED = 'def total(db, ids):\n    for one in ids:\n        db.execute("SELECT 1 FROM a WHERE b = %s", (one,))\n'


def test_what_a_detector_suspected_and_the_agent_did_not_share_does_not_come_back() -> None:
    before: Files = {ORDERS: (None, _SUSPECTED)}
    after: Files = {ORDERS: (None, f"{_SUSPECTED}\n\ndef one(db):\n    return db.cursor()\n")}
    (one,) = reviewed(Table(gaps={ORDERS: Gap.REFUSED}), after).worth_a_look
    assert (one.item, one.confidence) == ("query-in-loop", Confidence.LOW)
    agent = Table()
    assert reviewed(agent, after, before=before).worth_a_look == ()
    assert [piece.evidence for chunk in agent.shown for piece in chunk.pieces] == [()]


@pytest.mark.parametrize(
    ("after", "outlined"),
    [
        pytest.param({ORDERS: (_BASE, _THEN.replace("name(order)", "name(order, short)"))}, True, id="signature"),
        pytest.param({ORDERS: (_BASE, _THEN.replace("order.name\n", "order.name or ''\n"))}, False, id="body"),
        pytest.param(_AFTER, False, id="a function more"),
        pytest.param({"shop/models.py": (None, "database = 1\n")}, True, id="model"),
        pytest.param({CLIENT: (_LIMITED, _LIMITED.replace("(sku):", "(sku, day):"))}, True, id="signature of the base"),
    ],
)
def test_the_change_is_read_as_a_whole_again_only_where_a_promise_changed(after: Files, *, outlined: bool) -> None:
    agent = Table()
    reviewed(agent, {**_BEFORE, **after}, before=_BEFORE)
    assert bool(agent.outlined[0]) is outlined


def test_the_whole_is_outlined_by_what_is_new_and_by_all_promises() -> None:
    agent = Table()
    after = {ORDERS: (_BASE, _THEN.replace("def name(order)", "def name(order, short)")), CLIENT: (None, _UNLIMITED)}
    reviewed(agent, after, before={**_BEFORE, CLIENT: (None, _UNLIMITED)})
    outlined = {piece.file.path: _added(piece.excerpts) for piece in agent.outlined[0] or ()}
    assert outlined == {ORDERS: ["def name(order, short):"], CLIENT: ["def price(sku):"]}


def test_a_change_that_was_never_reviewed_is_read_whole() -> None:
    agent = Table()
    report = reviewed(agent, _AFTER)
    assert agent.outlined == [None]
    assert (report.checkpoint_seen, report.unchanged) == (None, ())


def test_a_scope_of_paths_leaves_the_other_files_out_and_says_so() -> None:
    agent = Table((_NEW,))
    report = reviewed(agent, {**_AFTER, CLIENT: (None, _UNLIMITED)}, scope=Scope(paths=("shop/orders*",)))
    assert _shown(agent).keys() == {ORDERS}
    assert {one.path: one.reason for one in report.coverage.files}[CLIENT] == "not asked for"
    assert {one.path for one in report.findings} == {ORDERS}
    assert report.run.scope == "shop/orders*"


def test_a_scope_of_topics_asks_items_and_areas_and_lists_the_others() -> None:
    agent = Table()
    report = reviewed(agent, {**_AFTER, CLIENT: (None, _UNLIMITED)}, scope=Scope((_HALF, "reliability")))
    assert {one.item for one in report.findings} == {_TIMEOUT}
    asked = {item for chunk in agent.shown for item in chunk.items}
    assert _HALF in asked
    left_out = {one.item for one in report.coverage.cells if one.reason == "not asked for"}
    assert "sql-injection" in left_out
    assert left_out.isdisjoint(asked | {_TIMEOUT})
    assert all(one.state is CellState.NOT_EXAMINED for one in report.coverage.cells if one.item in left_out)


def test_what_is_doubted_is_doubted_as_ever() -> None:
    report = reviewed(Table((_NEW,), doubts={"New": Doubt.REFUTED}), _AFTER, before=_BEFORE)
    assert _found(report) == []
    assert any("did not survive" in note for note in report.notes)
