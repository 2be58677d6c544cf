"""Whether a quoted line stands where it should, and shows anything: brackets and comments stand in any file."""

import re
from collections.abc import Callable, Sequence

from reviewbot.domain.diff import Side
from reviewbot.domain.source import Source
from reviewbot.domain.visible import visible_line

EITHER = (Side.RIGHT, Side.LEFT)
"""Both versions of a file, the head first."""

_WORD = re.compile(r"[^\W\d]\w*")
# `#include`, `#define`, `#[derive]` and `#pragma` are code; a star alone may be a pointer, two slashes may not.
_COMMENT = re.compile(
    r"#(?!\[|!\[|include|define|if|elif|else|endif|pragma|undef)|//|/\*|\*/|\*(?:\s|$)|--(?:\s|$)|<!--|\"\"\"|'''"
)
_EMPTY = frozenset((
    "pass", "else", "try", "finally", "return", "break", "continue", "end", "begin", "do", "then", "fi", "done", "esac",
    "default", "None", "null", "nil", "undefined", "true", "false", "True", "False", "self", "this", "cls", "in", "not",
    "is", "and", "or", "if", "elif", "for", "while", "def", "function", "class", "struct", "func", "fn", "async",
    "await", "const", "let", "var", "new", "void", "public", "private", "protected", "static", "export",
))  # fmt: skip


def is_telling(quote: str) -> bool:
    """Tell whether a line names something of its own, so that it can show what a claim says."""
    words = _WORD.findall(quote)
    return not is_comment(quote) and any(len(word) > 1 and word not in _EMPTY for word in words)


def is_comment(quote: str) -> bool:
    """Tell whether a line is a comment, by how it begins: whoever wrote the change may say anything there."""
    return _COMMENT.match(quote.strip()) is not None


def line_of(
    quote: str, near: tuple[str, int], read: Callable[[str, Side], Source | None], sides: Sequence[Side]
) -> int:
    """Give the line that a quote is, in the first version of the file that has it: the one nearest to the line said.

    `near` is the file and that line. 0 where no line of any version says so.
    """
    path, said = near
    wanted = visible_line(quote).strip()
    if not wanted:
        return 0
    for side in sides:
        source = read(path, side)
        found = [
            number
            for number, text in enumerate(source.lines if source else (), 1)
            if visible_line(text).strip() == wanted
        ]
        if found:
            return min(found, key=lambda number: abs(number - said))
    return 0
