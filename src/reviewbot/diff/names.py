"""Which file a diff's header lines speak about: quotes, prefixes and time stamps taken off."""

import re

NOWHERE = b"/dev/null"

_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_LETTERS = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}
_QUOTED = re.compile(rb'"(?:[^"\\]|\\.)*"')
_PREFIX = re.compile(rb"[abciow12]/")


def text(name: bytes) -> str:
    """Decode a name; bytes that are no UTF-8 become visible escapes."""
    return name.decode("utf-8", "backslashreplace")


def unquoted(name: bytes) -> bytes:
    """Undo git's C quoting, octal escapes included; a name without quotes stays as it is."""
    if len(name) < 2 or not (name.startswith(b'"') and name.endswith(b'"')):
        return name
    return _ESCAPE.sub(lambda match: _character(match[1]), name[1:-1])


def marked(line: bytes) -> bytes:
    """Give the name of a `--- ` or `+++ ` line, without the time stamp or revision behind a tab."""
    name = line[4:]
    quoted = _QUOTED.match(name)
    return unquoted(quoted[0] if quoted else name.partition(b"\t")[0])


def pair(rest: bytes) -> tuple[bytes, bytes]:
    """Split what stands behind `diff --git ` into the two names, prefixes still on.

    Unquoted names with spaces are told apart as git itself does it: both halves end in the same name.
    """
    quoted = _QUOTED.match(rest)
    if quoted:
        return unquoted(quoted[0]), unquoted(rest[quoted.end() :].strip())
    if rest.endswith(b'"') and b' "' in rest:
        first, _, second = rest.partition(b' "')
        return first, unquoted(b'"' + second)
    middle = len(rest) // 2
    first, second = rest[:middle], rest[middle + 1 :]
    if rest[middle : middle + 1] == b" " and bare(first, second) == bare(second, first):
        return first, second
    first, separator, second = rest.partition(b" b/")
    if separator:
        return first, b"b/" + second
    first, _, second = rest.partition(b" ")
    return first, second


def bare(name: bytes, other: bytes) -> bytes:
    """Take git's prefix off a name; `other` is the name on the other side.

    `a/ b/`, the mnemonic `c/ i/ w/ o/` and `1/ 2/` differ between the sides; equal names have no prefix.
    """
    if _PREFIX.match(name) and (other == NOWHERE or (_PREFIX.match(other) and name[:2] != other[:2])):
        return name[2:]
    return name


def _character(escape: bytes) -> bytes:
    if len(escape) == 3:
        return bytes([int(escape, 8) & 0xFF])
    return _LETTERS.get(escape, escape)
