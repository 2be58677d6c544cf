"""Every way to say a report, by name and by the suffix of a file."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from reviewbot.domain.diff import Diff
from reviewbot.domain.item import Item
from reviewbot.domain.report import Report
from reviewbot.errors import UsageError
from reviewbot.output.annotations import annotations
from reviewbot.output.markdown import markdown
from reviewbot.output.page import page
from reviewbot.output.rdjsonl import rdjsonl
from reviewbot.output.report_file import dumped
from reviewbot.output.sarif import sarif
from reviewbot.output.screen import Terminal
from reviewbot.output.terminal import printed


class Format(StrEnum):
    """A way to say a report, as `--format` names it."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    HTML = "html"
    RDJSONL = "rdjsonl"


_SUFFIXES = {
    ".html": Format.HTML,
    ".json": Format.JSON,
    ".sarif": Format.SARIF,
    ".md": Format.MARKDOWN,
    ".rdjsonl": Format.RDJSONL,
    ".txt": Format.TEXT,
}


def format_of(path: Path) -> Format:
    """Choose a file's format by its suffix; raises UsageError for one that means nothing here."""
    try:
        return _SUFFIXES[path.suffix.lower()]
    except KeyError:
        message = f"`{path}` does not tell its format."
        raise UsageError(message, f"End the name in one of {', '.join(_SUFFIXES)}.") from None


def render(
    report: Report, diff: Diff, items: Mapping[str, Item], form: Format, terminal: Terminal | None = None
) -> str:
    """Say a report in one format: the same report gives the same text.

    `items` are those that the review chose from, for the why, the references and the help of rules. `terminal`
    counts for text alone; without one it is 100 columns of UTF-8 without colour.
    """
    match form:
        case Format.TEXT:
            said = printed(report, diff, items, terminal or Terminal())
        case Format.MARKDOWN:
            said = markdown(report, diff, items)
        case Format.JSON:
            said = dumped(report)
        case Format.SARIF:
            said = sarif(report, items)
        case Format.GITHUB:
            said = annotations(report, items)
        case Format.HTML:
            said = page(report, diff, items)
        case Format.RDJSONL:
            said = rdjsonl(report, items)
        case _:
            assert_never(form)
    return said
