"""Two versions of a file that a test writes down, and the diff between them as the real parser reads it."""

from difflib import unified_diff

from reviewbot.diff.parse import parsed
from reviewbot.domain.diff import FileDiff, FileKind, FileStatus, RawFileDiff
from reviewbot.domain.source import Source, Versions
from reviewbot.syntax.languages import grammar_of


def file_diff(path: str, base: str | None, head: str | None, context: int = 3) -> FileDiff:
    """Compare two versions as git does, with some lines around every hunk; None where there is no such file."""
    old, new = ((text or "").removesuffix("\n").split("\n") if text else [] for text in (base, head))
    lines = unified_diff(old, new, "a", "b", lineterm="", n=context)
    section = "".join(f"{line}\n" for line in lines).encode()
    status = FileStatus.ADDED if base is None else FileStatus.REMOVED if head is None else FileStatus.MODIFIED
    return parsed(RawFileDiff(path, path, status, FileKind.FILE, None, None, section))


def versions(path: str, base: str | None, head: str | None) -> Versions:
    """Give both versions as sources."""
    return Versions(*(None if text is None else Source(path, text, grammar_of(path)) for text in (base, head)))
