"""Loops over Django querysets that do, and do not, cause one query a row."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent, indent

from benchmarks.conformance.detected import detected
from benchmarks.conformance.suite import Row, Score, mappings, rows

_ITEM = "query-in-loop"


def scores(folder: Path) -> Iterator[Score]:
    """Ask about each piece of code as the body of a function."""
    every = tuple(rows(folder, "django_queries.jsonl"))
    faults = [one for row in every for one in mappings(row["positives"])]
    fine = [one for row in every for one in mappings(row["negatives"])]
    missed = tuple(str(one["code"]) for one in faults if not _fires(one))
    wrong = tuple(str(one["code"]) for one in fine if _fires(one))
    yield Score("django_queries", "faults found", len(faults) - len(missed), len(faults), notes=missed)
    yield Score("django_queries", "fine code left alone", len(fine) - len(wrong), len(fine), notes=wrong)


def _fires(row: Row) -> bool:
    first, _, rest = str(row["code"]).partition("\n")
    code = f"{first}\n{indent(dedent(rest), '    ')}"
    return bool(detected(f"def view(request):\n{indent(code, '    ')}\n", [_ITEM]))
