"""Show the measures in a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from benchmarks.row import Row
from benchmarks.speed import Speed

SLOWEST = 10
"""How many items are worth a line."""


def shown(console: Console, rows: Sequence[Row], speed: Speed) -> None:
    """Print what was measured against its limit, the slowest items, and the speed by language."""
    console.print(_measures(rows))
    console.print(_items(speed))
    console.print(_languages(speed))


def _measures(rows: Sequence[Row]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("measure", "limit", "measured", ""):
        table.add_column(heading, no_wrap=True)
    table.add_column("")
    for row in rows:
        colour = "bold red" if row.is_over else "green"
        words = (row.what.replace("`", ""), row.allowed, row.measured)
        table.add_row(*map(Text, words), Text(row.verdict, colour), Text(row.note, "dim"))
    return table


def _items(speed: Speed) -> Table:
    table = Table("slowest items", "CPU s", "candidates", box=None, pad_edge=False)
    for one in speed.items[:SLOWEST]:
        table.add_row(one.item, f"{one.cpu_seconds:.2f}", str(one.candidates))
    return table


def _languages(speed: Speed) -> Table:
    table = Table("language", "files", "lines", "lines a CPU second", box=None, pad_edge=False)
    for one in speed.languages:
        table.add_row(one.language, str(one.files), f"{one.lines:,}", f"{one.lines / one.cpu_seconds:,.0f}")
    return table
