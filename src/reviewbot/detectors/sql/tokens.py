"""Read a SQL script token by token, each with its line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""(?P<space>\s++)
    | (?P<remark>--[^\n]*+)
    | (?P<open>/\*)
    | (?P<dollar>\$(?:[A-Za-z_]\w*+)?\$)
    | (?P<string>[eE]'(?:[^'\\]|\\.|'')*+'?|'(?:[^']|'')*+'?)
    | (?P<name>"(?:[^"]|"")*+"?|`[^`]*+`?|\[[A-Za-z_][\w ]*+\])
    | (?P<word>[^\W\d][\w$]*+)
    | (?P<number>\d[\w.]*+)
    | (?P<sign>::|.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"'(?:[^'\\]|\\.|'')*+'?", re.DOTALL)
_COMMENT_END = re.compile(r"/\*|\*/")
_MARKS = (
    ("UP", re.compile(r"--\s*(?:\+(?:goose|migrate)\s+up|migrate:up|up\s+migration)\b", re.IGNORECASE)),
    ("DOWN", re.compile(r"--\s*(?:\+(?:goose|migrate)\s+down|migrate:down|down\s+migration)\b", re.IGNORECASE)),
    ("DOWN", re.compile(r"-{4}\s*create above", re.IGNORECASE)),
    ("TOGETHER", re.compile(r"--\s*\+(?:goose|migrate)\s+statementbegin\b", re.IGNORECASE)),
    ("APART", re.compile(r"--\s*\+(?:goose|migrate)\s+statementend\b", re.IGNORECASE)),
)
_PSQL = re.compile(r"\\[^\n]*+")
_DELIMITER = re.compile(r"delimiter[ \t]+(?!;)\S[^\n]*+", re.IGNORECASE)
_DELIMITER_END = re.compile(r"^[ \t]*delimiter[ \t]+;[^\n]*+", re.IGNORECASE | re.MULTILINE)
_COPY = re.compile(r"copy\b[^;]{1,4000}\bfrom\s+stdin\b[^;]{0,400};", re.IGNORECASE)
_COPY_END = re.compile(r"^\\\.[ \t\r]*$", re.MULTILINE)
_CLIENT = ((_PSQL, None), (_DELIMITER, _DELIMITER_END), (_COPY, _COPY_END))


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a quoted name or text, or a sign.

    `key` is a bare word in capitals and empty for what is quoted. `mark` is what a comment says to a migration tool:
    `UP` and `DOWN` start the two directions, between `TOGETHER` and `APART` is one statement.
    """

    text: str
    key: str
    line: int
    mark: str = ""


def tokens(text: str, line: int, *, has_backslashes: bool) -> Iterator[Token]:
    """Read a script whose first line has the number `line`; what does not end, ends with the script.

    Left out are comments, psql's own lines, the rows of `COPY … FROM stdin` and what stands between two `DELIMITER`
    lines. `has_backslashes` says that a backslash quotes in every string, as in MySQL.
    """
    position, is_start = 0, True
    while position < len(text):
        end = _client_end(text, position) if is_start else position
        if end == position:
            found = _TOKEN.match(text, position)
            kind = str(found.lastgroup) if found else ""
            end = _end(text, position, kind, found.end() if found else position + 1, has_backslashes)
            token = _token(kind, text[position:end], line)
            if token:
                yield token
                is_start = bool(token.mark) or token.text == ";"
        line += text.count("\n", position, end)
        position = end


def _client_end(text: str, position: int) -> int:
    """Give the end of what a client reads itself, the position if there is no such thing."""
    for start, end in _CLIENT:
        found = start.match(text, position)
        if found:
            last = end.search(text, found.end()) if end else found
            return last.end() if last else len(text)
    return position


def _end(text: str, start: int, kind: str, end: int, has_backslashes: bool) -> int:
    """Read on where one expression cannot say where a token ends."""
    if kind == "open":
        return _comment_end(text, end)
    if kind == "dollar":
        tag = text[start:end]
        close = text.find(tag, end)
        return len(text) if close < 0 else close + len(tag)
    if kind == "string" and has_backslashes and (found := _ESCAPED.match(text, start)):
        return found.end()
    return end


def _comment_end(text: str, at: int) -> int:
    """Count comments inside each other, as PostgreSQL does."""
    depth = 1
    while depth:
        found = _COMMENT_END.search(text, at)
        if found is None:
            return len(text)
        depth += 1 if found.group() == "/*" else -1
        at = found.end()
    return at


def _token(kind: str, text: str, line: int) -> Token | None:
    if kind in ("space", "open"):
        return None
    if kind == "remark":
        mark = next((name for name, sign in _MARKS if sign.match(text)), "")
        return Token("", "", line, mark) if mark else None
    return Token(text, text.upper() if kind == "word" else "", line)
