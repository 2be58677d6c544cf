"""Unified diffs: each is read or refused by name, and every line has the number that it should."""

import base64
from collections.abc import Iterator
from pathlib import Path

from benchmarks.conformance.suite import Row, Score, mappings, number, rows
from reviewbot.diff.parse import parsed_all
from reviewbot.diff.read import read
from reviewbot.domain.diff import Diff
from reviewbot.errors import DiffError


def scores(folder: Path) -> Iterator[Score]:
    """Read all diffs of the suite."""
    refused, exact, expected, wrong = list[str](), 0, 0, list[str]()
    every = tuple(rows(folder, "diffs.jsonl"))
    for row in every:
        diff = _read(row)
        if isinstance(diff, str):
            refused.append(f"{row['id']}: {diff}")
            continue
        seen = _seen(diff)
        for number_pair in _expected(row):
            expected += 1
            exact += number_pair in seen
            if number_pair not in seen:
                wrong.append(f"{row['id']}: {number_pair}")
    yield Score("diffs", "read, or refused by name", len(every), len(every), least=1, notes=tuple(refused))
    yield Score("diffs", "line numbers exact", exact, expected, least=1, notes=tuple(wrong))


def _read(row: Row) -> Diff | str:
    try:
        return parsed_all(read(base64.b64decode(str(row["diff_base64"])), str(row["id"])))
    except DiffError as error:
        return error.message


def _seen(diff: Diff) -> set[tuple[int, int, str]]:
    lines = (line for file in diff.files for line in file.lines)
    return {(line.base or 0, line.head or 0, line.text.removesuffix("\r")) for line in lines}


def _expected(row: Row) -> Iterator[tuple[int, int, str]]:
    for file in mappings(row["expected_lines"]):
        for hunk in mappings(file["Hunks"]):
            for line in mappings(hunk["Lines"]):
                yield number(line, "LnumOld"), number(line, "LnumNew"), str(line["Content"]).removesuffix("\r")
