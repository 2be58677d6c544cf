"""What stands above a file's hunks: names, modes, and what happened to the file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reviewbot.diff import names
from reviewbot.diff.lines import Lines
from reviewbot.domain.diff import FileKind, FileStatus

_EXTENDED = re.compile(
    rb"(old mode|new mode|new file mode|deleted file mode|rename from|rename to|copy from|copy to|"
    rb"similarity index|dissimilarity index|index) (.+)"
)
_STATUSES = {
    b"new file mode": FileStatus.ADDED,
    b"deleted file mode": FileStatus.REMOVED,
    b"rename to": FileStatus.RENAMED,
    b"copy to": FileStatus.COPIED,
}
_KINDS = {b"120000": FileKind.SYMLINK, b"160000": FileKind.SUBMODULE}
_TO_NOTHING = re.compile(rb"@@ -[0-9,]+ \+0,0 @@")
_BINARY_MARKS = (b"Binary files ", b"GIT binary patch")
_BINARY = re.compile(rb"Binary files (.+) and (.+) differ|Binary file (.+) has changed")


@dataclass(frozen=True, slots=True)
class Header:
    """One file's header: `end` is the index of the line behind it."""

    path: str
    base_path: str
    status: FileStatus
    kind: FileKind
    end: int


def git_header(diff: Lines, start: int) -> Header:
    """Read the header that begins with `diff --git`."""
    fields, end = _fields(diff, start + 1)
    source, target = _marked(diff, end)
    base, head = _git_names(diff.head(start)[len(b"diff --git ") :], fields, source, target)
    status = next((status for field, status in _STATUSES.items() if field in fields), _status(source, target))
    path = base if status is FileStatus.REMOVED else head
    moved = status in (FileStatus.RENAMED, FileStatus.COPIED)
    end += 2 if target else diff.head(end).startswith(_BINARY_MARKS)
    if target and not diff.head(end).startswith(b"@@"):
        raise diff.error(end - 1, "The hunks of this file are missing.")
    return Header(names.text(path), names.text(base if moved else path), status, _kind(fields), end)


def plain_header(diff: Lines, start: int) -> Header:
    """Read `--- ` and `+++ ` as `diff -u`, Subversion, Mercurial and Bazaar write them."""
    source, target = _marked(diff, start)
    path = names.text(_plain_name(source, target))
    status = _status(source, target)
    if status is FileStatus.MODIFIED:
        status = _status_by_counts(diff, start + 2)
    return Header(path, path, status, FileKind.FILE, start + 2)


def binary_header(diff: Lines, start: int) -> Header | None:
    """Read what says of a file only that it is binary; None for any other line."""
    line = diff.head(start)
    if line.startswith(b"Index: ") and diff.head(start + 2).startswith(b"Cannot display: "):
        path = names.text(line.removeprefix(b"Index: "))
        return Header(path, path, FileStatus.MODIFIED, FileKind.FILE, start + 3)
    # The end is looked at first: without it, many an " and " in one line would take quadratic time.
    match = _BINARY.fullmatch(line) if line.endswith((b" differ", b" has changed")) else None
    if not match:
        return None
    source, target = (names.unquoted(match[group] or match[3]) for group in (1, 2))
    path = names.text(_plain_name(source, target))
    return Header(path, path, _status(source, target), FileKind.FILE, start + 1)


def is_marked(diff: Lines, index: int) -> bool:
    """Tell whether the two lines that name a file's versions begin here."""
    return diff.head(index).startswith(b"--- ") and diff.head(index + 1).startswith(b"+++ ")


def _fields(diff: Lines, index: int) -> tuple[Mapping[bytes, bytes], int]:
    fields: dict[bytes, bytes] = {}
    while match := _EXTENDED.fullmatch(diff.head(index)):
        fields[match[1]] = match[2]
        index += 1
    return fields, index


def _marked(diff: Lines, index: int) -> tuple[bytes, bytes]:
    if not is_marked(diff, index):
        return b"", b""
    return names.marked(diff.head(index)), names.marked(diff.head(index + 1))


def _git_names(rest: bytes, fields: Mapping[bytes, bytes], source: bytes, target: bytes) -> tuple[bytes, bytes]:
    for verb in (b"rename", b"copy"):
        if verb + b" from" in fields and verb + b" to" in fields:
            return names.unquoted(fields[verb + b" from"]), names.unquoted(fields[verb + b" to"])
    first, second = names.pair(rest)
    first = source if source not in (b"", names.NOWHERE) else first
    second = target if target not in (b"", names.NOWHERE) else second
    return names.bare(first, second), names.bare(second, first)


def _plain_name(source: bytes, target: bytes) -> bytes:
    return names.bare(source, target) if target == names.NOWHERE else names.bare(target, source)


def _status(source: bytes, target: bytes) -> FileStatus:
    if source == names.NOWHERE:
        return FileStatus.ADDED
    return FileStatus.REMOVED if target == names.NOWHERE else FileStatus.MODIFIED


def _status_by_counts(diff: Lines, index: int) -> FileStatus:
    # Subversion and Bazaar name a version that does not exist; their only hunk tells that it is empty.
    line = diff.head(index)
    if line.startswith(b"@@ -0,0 "):
        return FileStatus.ADDED
    return FileStatus.REMOVED if _TO_NOTHING.match(line) else FileStatus.MODIFIED


def _kind(fields: Mapping[bytes, bytes]) -> FileKind:
    index_mode = fields.get(b"index", b"").rpartition(b" ")[2]
    mode = next(
        (fields[key] for key in (b"new file mode", b"new mode", b"deleted file mode") if key in fields),
        index_mode,
    )
    return _KINDS.get(mode, FileKind.FILE)
