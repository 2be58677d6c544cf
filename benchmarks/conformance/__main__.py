"""Compare with public test data: `make conformance SUITES=DIR`; exits with 1 where a measure is missed."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.conformance import diffs, django_queries, openapi, pull_requests, python_patterns
from benchmarks.conformance.suite import Score

_SUITES = (openapi, diffs, pull_requests, python_patterns, django_queries)


def main() -> int:
    """Print a line a measure, and with --notes what went otherwise."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.conformance", description=__doc__)
    options.add_argument("suites", type=Path, help="the folder with the suites")
    options.add_argument("--notes", action="store_true", help="name every row that is not as expected")
    chosen = options.parse_args()
    scores = [one for suite in _SUITES for one in suite.scores(chosen.suites)]
    _shown(scores, with_notes=chosen.notes)
    return int(any(one.verdict == "missed" for one in scores))


def _shown(scores: Iterable[Score], *, with_notes: bool) -> None:
    console = Console(width=None if sys.stdout.isatty() else 120)
    table = Table("suite", "measure", "counted", "share", "limit", "")
    for one in scores:
        counted = f"{one.value:g} of {one.of}" if one.of else f"{one.value:g}"
        limit = f"≥ {one.least:g}" if one.least is not None else f"≤ {one.most:g}" if one.most is not None else ""
        table.add_row(one.suite, one.what, counted, f"{one.share:.3f}" if one.of else "", limit, one.verdict)
    console.print(table)
    for one in scores if with_notes else ():
        for note in one.notes:
            console.print(f"{one.suite}, {one.what}: {note}", markup=False, highlight=False)


if __name__ == "__main__":
    sys.exit(main())
