"""What of an audit everybody may read."""

from dataclasses import replace

from support.audited import CAUSES, REPORT

from reviewbot.domain.coverage import EVERY, Cell, CellState, Coverage
from reviewbot.domain.levels import Severity
from reviewbot.findings.disclosed import disclosed, secluded


def test_security_causes_and_what_leads_to_them_are_left_out() -> None:
    cells = (
        Cell("billing/invoices.py", "sql-injection", CellState.FINDING),
        Cell(EVERY, "sql-injection", CellState.NOT_EXAMINED, "no grammar"),
        Cell("orders/api.py", "query-in-loop", CellState.FINDING),
    )
    shown = disclosed(replace(REPORT, coverage=Coverage((), cells)))
    assert {one.first.area for one in shown.causes}.isdisjoint({"security"})
    assert len(shown.causes) == len(CAUSES) - 3
    assert shown.coverage.cells == cells[1:]
    assert shown.design is not None
    assert (shown.design.threats, shown.design.failures) == ((), ())
    assert disclosed(replace(REPORT, design=None)).design is None


def test_what_is_left_out_is_counted_while_it_stands() -> None:
    assert dict(secluded(REPORT)) == {Severity.CRITICAL: 1, Severity.MEDIUM: 1}
    assert dict(secluded(disclosed(REPORT))) == {}
