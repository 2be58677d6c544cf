"""Whether a quoted line shows anything: brackets, lone keywords and comments stand in any file."""

import re

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
