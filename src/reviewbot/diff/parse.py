"""From the bytes of each file's section to hunks with line numbers."""

import re
from collections.abc import Iterable, Sequence

from unidiff.errors import UnidiffParseError
from unidiff.patch import Hunk as ParsedHunk
from unidiff.patch import Line as ParsedLine
from unidiff.patch import PatchedFile, PatchSet

from reviewbot.domain.diff import Diff, FileDiff, FileKind, Hunk, Line, LineKind, RawFileDiff, UnreadFile
from reviewbot.errors import DiffError

MOST_LINES = 1_000_000
"""No line of a diff may have a higher number: a fragment holds every line up to the last one."""

_HEADER = ["--- a/file\n", "+++ b/file\n"]
_KINDS = {kind.value: kind for kind in LineKind}
_ALL_NEW = re.compile(r"@@ -0,0 \+1(?:,(?P<count>[1-9][0-9]{0,7}))? @@(?: (?P<section>.*))?", re.DOTALL)
_NO_LINE_FEED = "\\ No newline at end of file"
_BINARY = (b"\nBinary file", b"\nGIT binary patch", b"\nCannot display: file marked as a binary")


def parsed_all(files: Iterable[RawFileDiff]) -> Diff:
    """Parse every file on its own; one that does not parse is listed as unread."""
    results = [_parsed_or_unread(file) for file in files]
    return Diff(
        tuple(result for result in results if isinstance(result, FileDiff)),
        tuple(result for result in results if isinstance(result, UnreadFile)),
    )


def parsed(raw: RawFileDiff) -> FileDiff:
    """Parse one file's section; links and submodules have no lines.

    The names of the section's own header are not looked at: the file's header is built here, because unidiff
    misreads paths such as `a b/c`. Raises DiffError where the hunks do not say what their headers promise.
    """
    body = _hunk_bytes(raw.section) if raw.kind is FileKind.FILE else b""
    return FileDiff(
        path=raw.path,
        base_path=raw.base_path,
        status=raw.status,
        kind=raw.kind,
        hunks=_hunks(body),
        is_binary=not body and any(mark in b"\n" + raw.section for mark in _BINARY),
        base_blob=raw.base_blob,
        head_blob=raw.head_blob,
    )


def _parsed_or_unread(raw: RawFileDiff) -> FileDiff | UnreadFile:
    try:
        return parsed(raw)
    except DiffError as error:
        return UnreadFile(raw.path, error.message)


def _hunk_bytes(section: bytes) -> bytes:
    start = section.find(b"\n@@ ")
    return section[start + 1 :] if start >= 0 else b""


def _hunks(body: bytes) -> tuple[Hunk, ...]:
    hunks = _read(body) if body else ()
    if any(max(line.base or 0, line.head or 0) > MOST_LINES for hunk in hunks for line in hunk.lines[-1:]):
        raise DiffError(f"its diff has a line number above {MOST_LINES:,}", "Leave the file out of the diff.")
    return hunks


def _read(body: bytes) -> tuple[Hunk, ...]:
    # Split at line feeds alone: to git, a form feed or a lone carriage return is part of a line.
    lines = _text(body).removesuffix("\n").split("\n")
    whole = _whole(lines)
    return (whole,) if whole else tuple(_hunk(hunk) for hunk in _patched(lines))


def _whole(lines: Sequence[str]) -> Hunk | None:
    """Read the one hunk of a file that is all new; None for everything else.

    A million new lines take unidiff seconds in which nothing else is done.
    """
    found = _ALL_NEW.fullmatch(lines[0])
    end = len(lines) - (lines[-1] == _NO_LINE_FEED)
    if found is None or end - 1 != int(found["count"] or 1) or not all(line.startswith("+") for line in lines[1:end]):
        return None
    added = (Line(LineKind.ADDED, None, n, _bare(line[1:], n)) for n, line in enumerate(lines[1:end], 1))
    return Hunk(tuple(added), (found["section"] or "").rstrip("\r"))


def _patched(lines: Sequence[str]) -> PatchedFile:
    try:
        files = PatchSet([*_HEADER, *(line + "\n" for line in lines)])
    except (UnidiffParseError, ValueError) as error:
        reason = str(error).split(":", 1)[0].strip()
        raise DiffError(f"its diff does not parse: {reason}", "Make the diff anew, with `git diff`.") from error
    # What unidiff does not understand it passes over in silence: count that every line went into a hunk.
    if len(files) != 1 or sum(len(hunk) + 1 for hunk in files[0]) != len(lines):
        raise DiffError("its diff does not parse: text between the hunks", "Make the diff anew, with `git diff`.")
    return files[0]


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body.decode("latin-1")


def _hunk(hunk: ParsedHunk) -> Hunk:
    lines = (_line(line) for line in hunk if line.line_type in _KINDS)
    return Hunk(tuple(lines), hunk.section_header.rstrip("\r"))


def _line(line: ParsedLine) -> Line:
    first = 1 if 1 in (line.source_line_no, line.target_line_no) else 0
    text = _bare(line.value.removesuffix("\n"), first)
    return Line(_KINDS[line.line_type], line.source_line_no, line.target_line_no, text)


def _bare(text: str, number: int) -> str:
    """Drop a carriage return at the end of a line, and a byte order mark at the beginning of the first one."""
    bare = text.removesuffix("\r")
    return bare.removeprefix("\ufeff") if number == 1 else bare
