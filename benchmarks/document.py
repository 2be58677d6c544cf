"""Write the measures down as a page of the documentation, and behind them what a real history gave."""

import os
import platform
import subprocess
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.row import Row
from benchmarks.speed import Speed
from benchmarks.terminal import SLOWEST

COMMAND = "make bench"
HISTORY = Path(__file__).with_name("history.md")
"""What `benchmarks.history` wrote last: it takes packages from the network, and so has a run of its own."""

WRITE = "PYTHONPATH=tests python -m benchmarks --write"


def document(rows: Sequence[Row], speed: Speed, day: date, machine: str) -> str:
    """Give the page as Markdown; what is wrong with a figure is said where it stands: `over`."""
    return "\n".join(_lines(rows, speed, day, machine))


def machine() -> str:
    """Say what the figures depend on, and nothing that tells whose machine it is."""
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout
    version = ".".join(git.split()[2].split(".")[:3])
    return (
        f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, git {version}"
    )


def _lines(rows: Sequence[Row], speed: Speed, day: date, machine: str) -> Iterator[str]:
    yield "# Speed, memory and size"
    yield ""
    yield f"Measured on {day.isoformat()} with `{COMMAND}` on {machine}; written by `{WRITE}`."
    yield ""
    yield (
        "Whole processes are measured from outside, several times in turns after one to warm up: CPU of user and "
        "system with all child processes, and the memory of the largest process; the median counts, the range stands "
        "beside it."
    )
    yield (
        "The code under review is made up, the same on every machine: Python and TypeScript backends, a third of the "
        "files new, the others edited, one file in nine with a fault."
    )
    yield ""
    yield "| measure | limit | measured | | |"
    yield "|-|-|-|-|-|"
    for row in rows:
        yield f"| {row.what} | {row.allowed} | {row.measured} | {row.verdict} | {row.note} |"
    yield ""
    yield "## The slowest items"
    yield ""
    yield "Over the 400 files, each item by itself, parsing of the files that it does not skip included."
    yield ""
    yield "| item | CPU s | candidates |"
    yield "|-|-|-|"
    for one in speed.items[:SLOWEST]:
        yield f"| {one.item} | {one.cpu_seconds:.2f} | {one.candidates} |"
    yield ""
    yield "## Lines a second"
    yield ""
    yield (
        "All items together over the whole files, not only over what changed in them; Go and Java are made up beside "
        "the change."
    )
    yield ""
    yield "| language | files | lines | lines a CPU second |"
    yield "|-|-|-|-|"
    for language in speed.languages:
        pace = language.lines / language.cpu_seconds
        yield f"| {language.language} | {language.files} | {language.lines:,} | {pace:,.0f} |"
    yield ""
    yield HISTORY.read_text("utf-8")
