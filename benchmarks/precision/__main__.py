"""Print how often the detectors are right, or draw a sample of hits to read: `make precision`."""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.precision.fetch import fetched, packages
from benchmarks.precision.hits import Hit, hits, sampled
from benchmarks.precision.page import page
from benchmarks.precision.verdicts import Key, Precision, precisions, verdicts
from reviewbot.checklist.load import checklist

_ROOT = Path(__file__).resolve().parents[2]
PAGE = _ROOT / "docs" / "precision.md"


def main() -> int:
    """Print the table, or write `<item>.jsonl` files with hits and no verdicts."""
    options = _options()
    if options.sample is None:
        rows = precisions(verdicts())
        _shown(rows.values())
        if options.write:
            PAGE.write_text(page(rows), "utf-8", newline="\n")
        return 0
    options.sample.mkdir(parents=True, exist_ok=True)
    found: list[Hit] = []
    for package in packages():
        sys.stderr.write(f"{package.name} {package.version}\n")
        found.extend(hits(package, fetched(package, options.folder), frozenset(options.item)))
    _written(sampled(found, options.size, options.seed), options.sample)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.precision", description=__doc__)
    parser.add_argument("--sample", type=Path, metavar="DIR", help="fetch the packages and write hits to read here")
    parser.add_argument("--write", action="store_true", help="write docs/precision.md")
    folder = _ROOT / "build" / "packages"
    parser.add_argument("--folder", type=Path, default=folder, help="where packages are kept (build/packages)")
    parser.add_argument("--item", action="append", default=[], help="only this item; repeats")
    parser.add_argument("--size", type=int, default=24, help="hits for a detector (default: 24)")
    parser.add_argument("--seed", type=int, default=1, help="another seed is another sample (default: 1)")
    return parser.parse_args()


def _shown(rows: Iterable[Precision]) -> None:
    severities = {one.id: one.severity for one in checklist({}).items}
    table = Table("item", "language", "confidence", "severity", "read", "right", "agreed", "precision", "posts")
    for row in rows:
        key = row.key
        counts = (str(row.read), str(row.right), str(row.agreed), f"{row.share:.2f}")
        posts = "yes" if row.may_post and key.confidence != "low" else "no"
        table.add_row(key.item, key.language, key.confidence, severities.get(key.item, ""), *counts, posts)
    Console(width=None if sys.stdout.isatty() else 120).print(table)


def _written(sample: Mapping[Key, tuple[Hit, ...]], folder: Path) -> None:
    for key, several in sample.items():
        with (folder / f"{key.item}.jsonl").open("a", encoding="utf-8") as file:
            for one in several:
                row = {
                    "item": key.item,
                    "language": key.language,
                    "confidence": key.confidence,
                    "package": one.package.name,
                    "version": one.package.version,
                    "path": one.path,
                    "line": one.line,
                    "quote": one.quote,
                    "title": one.title,
                    "steps": one.steps,
                }
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main())
