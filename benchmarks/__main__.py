"""Take the measures and print them; `--strict` fails over a limit, `--write` writes the page of the documentation."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from benchmarks.agent import talks
from benchmarks.agent_rows import agent_rows
from benchmarks.audits import audit_rows, audits
from benchmarks.document import document, machine
from benchmarks.hub import trips
from benchmarks.hub_rows import hub_rows
from benchmarks.installed import installed_bytes
from benchmarks.measures import rows
from benchmarks.scene import Bench, large_change, other_languages, taken
from benchmarks.speed import speed
from benchmarks.terminal import shown

ROOT = Path(__file__).resolve().parent.parent
_WIDTH = 140
"""Columns where no terminal says how many there are."""


def main() -> int:
    """Run all benchmarks; give 1 if one is over its limit and that was asked for."""
    options = _options()
    console, progress = Console(width=None if sys.stdout.isatty() else _WIDTH), Console(stderr=True)
    folder = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with progress.status("") as status:
        bench = Bench(ROOT, folder, options.runs, max(3, options.runs // 2), status.update)
        runs = taken(bench)
        status.update("installing the locked packages")
        measured = tuple(rows(runs, installed_bytes(ROOT, folder)))
        status.update("auditing")
        measured += tuple(audit_rows(audits(bench)))
        status.update("reviewing pull requests on a simulated GitHub")
        measured += tuple(hub_rows(trips(folder)))
        measured += tuple(agent_rows(talks(folder, status.update)))
        status.update("timing every item over 400 files")
        times = speed(large_change(), other_languages())
    shown(console, measured, times)
    if options.write:
        page = document(measured, times, datetime.now(UTC).date(), machine())
        (ROOT / "docs" / "benchmarks.md").write_text(page, "utf-8", newline="\n")
    return int(options.strict and any(row.is_over for row in measured))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--strict", action="store_true", help="exit with 1 if a measure is over its limit")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    folder = ROOT / "build" / "bench"
    parser.add_argument("--folder", type=Path, default=folder, help="where repositories are built (build/bench)")
    parser.add_argument("--runs", type=int, default=7, help="runs of each short command (default: 7)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
