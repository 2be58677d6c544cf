"""Write, or check, the documents that are generated from the code: `make docs`, `make check`."""

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reviewbot.arguments import parser
from reviewbot.checklist.load import checklist, lines_to_serve
from reviewbot.config import schema as config_schema
from reviewbot.domain.item import (
    ContractDetector,
    Detector,
    Item,
    PatternDetector,
    SecretDetector,
    StatementDetector,
    SuppressionDetector,
    TaintDetector,
)
from reviewbot.domain.levels import Confidence
from reviewbot.output import audit_file, report_file

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"(<!-- generated: help -->\n).*?(<!-- end -->)", re.DOTALL)


def main() -> int:
    """Write what differs, or with --check only name it and give 1."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true", help="write nothing, fail on a difference")
    is_check = options.parse_args().check
    stale = [path for path, text in _documents().items() if _text(path) != text]
    for path in stale:
        if is_check:
            sys.stderr.write(f"{path.relative_to(ROOT)} is not what the code says: run `make docs`.\n")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_documents()[path], encoding="utf-8", newline="\n")
    return 1 if stale and is_check else 0


def _documents() -> Mapping[Path, str]:
    readme = ROOT / "README.md"
    return {
        readme: _BLOCK.sub(lambda found: f"{found[1]}{_help()}{found[2]}", _text(readme)),
        ROOT / "docs" / "checklist.md": _checklist(),
        ROOT / "docs" / "schemas" / "config.json": json.dumps(config_schema.schema(), indent=2) + "\n",
        ROOT / "docs" / "schemas" / "audit-report.json": json.dumps(audit_file.schema(), indent=2) + "\n",
        ROOT / "docs" / "schemas" / "report.json": json.dumps(report_file.schema(), indent=2) + "\n",
    }


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def _help() -> str:
    os.environ |= {"COLUMNS": "110", "NO_COLOR": "1"}
    actions = parser()._subparsers  # noqa: SLF001 - argparse has no other way to its commands
    choices = actions._group_actions[0].choices if actions else {}  # noqa: SLF001
    text = dict(choices or {})["review"].format_help()
    # Since 3.13 argparse writes the value of an option with two names once.
    text = re.sub(r"(-\w) ([A-Z]+), (--[\w-]+) \2", r"\1, \3 \2", text)
    return f"```text\n{text[text.index('options:') :].rstrip()}\n```\n"


def _checklist() -> str:
    items = checklist({}).items
    # Comments on pull requests lead to an item's line here.
    named = [(f'<a id="{one.id}"></a>[{one.id}](../{one.origin})', one) for one in items]
    rows = [f"| {name} | {one.area} | {one.severity} | {_detectors(one)} | {one.title} |" for name, one in named]
    head = [
        "# The checklist",
        "",
        "Generated from the items by `make docs`. An item is one question, in one file with its reason, its detectors",
        "and its tests; [how to write one](writing-items.md). Where no detector is named, the question is the agent's.",
        "",
        "| item | area | severity | detectors | asks about |",
        "|-|-|-|-|-|",
    ]
    return "\n".join([*head, *rows, *_served(items)]) + "\n"


def _served(items: Sequence[Item]) -> Iterator[str]:
    """List the lines of the agent's definition with the items that serve them."""
    yield from ("", "## Which line of the agent's definition asks for what", "")
    yield from ("| line | says | items |", "|-|-|-|")
    for line, says in lines_to_serve().items():
        names = ", ".join(f"[{one.id}](#{one.id})" for one in items if line in one.serves)
        yield f"| {line} | {says} | {names} |"


def _detectors(item: Item) -> str:
    """Name what each language has, with the surest of its detectors."""
    surest: dict[str, Confidence] = {}
    for one in item.detectors:
        for word in _words(one):
            surest[word] = max(surest.get(word, Confidence.LOW), one.confidence)
    return ", ".join(f"{word} ({level})" for word, level in surest.items())


def _words(detector: Detector) -> tuple[str, ...]:
    match detector:
        case PatternDetector() | TaintDetector():
            return detector.languages
        case StatementDetector():
            return ("sql",)
        case ContractDetector():
            return (detector.contract,)
        case SecretDetector() | SuppressionDetector():
            return ("any text",)


if __name__ == "__main__":
    sys.exit(main())
