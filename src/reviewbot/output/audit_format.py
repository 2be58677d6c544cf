"""Name the ways to say an audit, without importing what says them."""

from enum import StrEnum
from pathlib import Path

from reviewbot.errors import UsageError


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
