"""The scoreboard as JSON, for whoever compares evaluations with a program."""

from collections.abc import Sequence

from reviewbot.domain.case import Gold, Trap
from reviewbot.domain.finding import Finding
from reviewbot.domain.score import Outcome, Scoreboard
from reviewbot.output.encode import Json, encoded, plain


def scoreboard_file(board: Scoreboard) -> str:
    """Write all figures, and of cases that may be looked at what was found, missed and wrong."""
    value: dict[str, Json] = {
        "version": 1,
        "conditions": plain(board.conditions),
        "rows": plain(board.rows),
        "items": plain(board.items),
        "cases": [_case(one) for one in board.outcomes],
    }
    return encoded(value) + "\n"


def _case(one: Outcome) -> Json:
    return {
        "name": one.case.name,
        "split": one.case.split.value,
        "area": one.case.area,
        "seconds": round(one.seconds, 3),
        "usd": one.cost.usd,
        "found": [{"fault": _known(each.gold), "finding": _said(each.finding)} for each in one.found],
        "missed": [_known(gold) for gold in one.missed],
        "wrong": _all_said(one.wrong),
        "traps_taken": [_known(each.trap) for each in one.taken],
        "glimpsed": [_known(gold) for gold in one.glimpsed],
        "evidence": one.unsure,
        "gap": plain(one.gap),
    }


def _known(one: Gold | Trap) -> Json:
    return plain({"item": one.item, "path": one.path, "lines": (one.start_line, one.line), "why": one.why})


def _all_said(findings: Sequence[Finding]) -> Json:
    return [_said(one) for one in findings]


def _said(one: Finding) -> Json:
    lines = (one.start_line, one.line)
    return plain({"item": one.item, "path": one.path, "side": one.side, "lines": lines, "title": one.title})
