"""The scoreboard in the terminal: a line a group of cases, then the open cases where something went wrong."""

from collections.abc import Iterator, Sequence

from reviewbot.domain.case import Gold
from reviewbot.domain.finding import Finding
from reviewbot.domain.score import Outcome, Row, Scoreboard
from reviewbot.domain.visible import visible
from reviewbot.output.scoreboard_words import about, by_case, headline, ratio, said, scope, score, share, standing

_HEAD = ("", "found", "wrong", "precision", "recall", "F0.5", "a clean change")


def scoreboard_text(board: Scoreboard) -> str:
    """Write the figures as aligned columns, and below them what was missed or wrong."""
    lines = [f"{board.conditions.tool}: {about(board)}", "", *_table(board.rows), ""]
    lines += [line for name, outcomes in by_case(board) for line in _case(name, outcomes)]
    waiting = [f"{reader}: {state}" for reader, state in standing(board) if state.startswith("no live row")]
    return "\n".join([*lines, *waiting, headline(board)]) + "\n"


def _table(rows: Sequence[Row]) -> Iterator[str]:
    cells = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(row[index]) for row in cells) for index in range(len(_HEAD))]
    for row in cells:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _cells(row: Row) -> tuple[str, ...]:
    counts = row.counts
    name = f"  {row.split} {row.area}" if row.area else scope(row)
    figures = (share(row.precision), share(row.recall), score(row.f05), ratio(row.per_clean))
    return (visible(name), f"{counts.found} of {counts.found + counts.missed}", str(counts.wrong), *figures)


def _case(name: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    if any(one.missed or one.wrong or one.gap for one in outcomes):
        yield f"{visible(name)}: {said(outcomes)}"
        missed = dict.fromkeys(_place("missed", gold) for one in outcomes for gold in one.missed)
        wrong = dict.fromkeys(_place("wrong", finding) for one in outcomes for finding in one.wrong)
        gaps = dict.fromkeys(f"  incomplete: {visible(one.gap)}" for one in outcomes if one.gap)
        yield from (*missed, *wrong, *gaps)


def _place(word: str, one: Gold | Finding) -> str:
    return f"  {word:<6} {visible(one.path)}:{one.start_line} {visible(one.item)}"
