"""Every way to say an audit, by name and by the suffix of a file."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from reviewbot.domain.audit import AuditReport
from reviewbot.domain.item import Item
from reviewbot.errors import UsageError
from reviewbot.output.audit_file import dumped
from reviewbot.output.audit_markdown import audit_markdown
from reviewbot.output.audit_page import audit_page
from reviewbot.output.audit_sarif import audit_sarif
from reviewbot.output.audit_text import audit_text
from reviewbot.output.screen import Terminal


class AuditFormat(StrEnum):
    """A way to say an audit, as `--format` names it."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    SARIF = "sarif"
    HTML = "html"


_SUFFIXES = {
    ".html": AuditFormat.HTML,
    ".json": AuditFormat.JSON,
    ".sarif": AuditFormat.SARIF,
    ".md": AuditFormat.MARKDOWN,
    ".txt": AuditFormat.TEXT,
}


def audit_format_of(path: Path) -> AuditFormat:
    """Choose a file's format by its suffix; raises UsageError for one that means nothing here."""
    try:
        return _SUFFIXES[path.suffix.lower()]
    except KeyError:
        message = f"`{path}` does not tell its format."
        raise UsageError(message, f"End the name in one of {', '.join(_SUFFIXES)}.") from None


def render_audit(
    report: AuditReport, items: Mapping[str, Item], form: AuditFormat, terminal: Terminal | None = None
) -> str:
    """Say an audit in one format: the same report gives the same text.

    `items` are those that were asked, for the why and the help of rules. `terminal` counts for text alone; without
    one it is 100 columns of UTF-8 without colour.
    """
    match form:
        case AuditFormat.TEXT:
            said = audit_text(report, terminal or Terminal())
        case AuditFormat.MARKDOWN:
            said = audit_markdown(report)
        case AuditFormat.JSON:
            said = dumped(report)
        case AuditFormat.SARIF:
            said = audit_sarif(report, items)
        case AuditFormat.HTML:
            said = audit_page(report, items)
        case _:
            assert_never(form)
    return said
