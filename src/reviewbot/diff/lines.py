"""A diff's lines with their numbers, and where each hunk ends."""

import re
from dataclasses import dataclass

from reviewbot.errors import DiffError, Place

_HUNK = re.compile(rb"@@ -([0-9]{1,10})(?:,([0-9]{1,10}))? \+([0-9]{1,10})(?:,([0-9]{1,10}))? @@")
_ANEW = "Make the diff anew, with `git diff` or `diff -u`, and do not edit it by hand."


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a diff, and what the input is called in errors; indices count from 0."""

    lines: tuple[bytes, ...]
    name: str

    def head(self, index: int) -> bytes:
        """Give a header line without a carriage return at its end; empty past the last line."""
        return self.lines[index].removesuffix(b"\r") if index < len(self.lines) else b""

    def section(self, start: int, end: int) -> bytes:
        """Join the lines of one file again."""
        return b"\n".join((*self.lines[start:end], b""))

    def error(self, index: int, message: str, hint: str = _ANEW) -> DiffError:
        """Say what is wrong with a line; the error counts from 1."""
        return DiffError(message, hint, Place(self.name, min(index + 1, len(self.lines))))


def split(data: bytes, name: str) -> Lines:
    """Split at line feeds alone; a byte order mark is dropped."""
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return Lines(tuple(lines if lines[-1] else lines[:-1]), name)


def hunks_end(diff: Lines, start: int) -> int:
    """Give the index behind the hunks that begin at `start`.

    Raises DiffError for a hunk header that cannot be read, for a hunk longer or shorter than it says, and for
    hunks out of order: then a hunk was cut off and took the next file's header for its lines.
    """
    base_end = head_end = 0
    while diff.head(start).startswith(b"@@"):
        base, head = ranges(diff, start)
        if base.start < base_end or head.start < head_end:
            raise diff.error(start, "This hunk begins before the one above it ends.")
        base_end, head_end = base.stop, head.stop
        start = _hunk_end(diff, start, len(base), len(head))
    return start


def is_hunk(line: bytes) -> bool:
    """Tell whether a line is a hunk's header."""
    return bool(_HUNK.match(line))


def ranges(diff: Lines, index: int) -> tuple[range, range]:
    """Give the lines of base and head that a hunk's header promises."""
    line = diff.head(index)
    match = _HUNK.match(line)
    if line.startswith(b"@@@"):
        raise combined(diff, index)
    if not match:
        raise diff.error(index, "This hunk header cannot be read: it must look like `@@ -1,5 +1,6 @@`.")
    base, head = _range(match[1], match[2]), _range(match[3], match[4])
    if not base and not head:
        raise diff.error(index, "This hunk has no lines.")
    return base, head


def combined(diff: Lines, index: int) -> DiffError:
    """Refuse the diff of a merge against all its parents at once."""
    hint = "Compare two commits instead: `git diff BASE...HEAD`."
    return diff.error(index, "This is the combined diff of a merge, which has no single base.", hint)


def _range(first: bytes, count: bytes | None) -> range:
    length = int(count) if count else 1
    # Where a side has no lines, its number is that of the line above.
    start = int(first) + (length == 0)
    return range(start, start + length)


def _hunk_end(diff: Lines, start: int, base: int, head: int) -> int:
    index = start + 1
    while base or head:
        sign = diff.lines[index][:1] if index < len(diff.lines) else None
        if sign not in (b" ", b"", b"\r", b"+", b"-", b"\\"):
            raise diff.error(start, "This hunk is shorter than its header says.")
        # An empty line is an empty context line whose space an editor or a mailer took away.
        base -= sign not in (b"+", b"\\")
        head -= sign not in (b"-", b"\\")
        if min(base, head) < 0:
            raise diff.error(index, "This hunk is longer than its header says.")
        index += 1
    index += diff.head(index).startswith(b"\\")
    if _is_surplus(diff.head(index)):
        raise diff.error(index, "This hunk is longer than its header says.")
    return index


def _is_surplus(line: bytes) -> bool:
    if line.startswith((b"--- ", b"+++ ", b"-- ")) or line in (b"--", b"---") or not line.strip():
        return False
    return line.startswith((b"+", b"-", b" "))
