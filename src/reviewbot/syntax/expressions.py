"""Try ast-grep's regular expressions with Python's engine, which compiles them once for all files."""

import re
from functools import lru_cache

_LONGEST_TEXT = 300
"""Characters: Python's engine, unlike ast-grep's, may take a time that grows faster than the text."""

_EDGE = r"(?-u:\b)"
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_CLASS = re.compile(r"\[\^?\]?([^\]]*)\]")
_SETS = re.compile(r"\[|&&|--|~~")
_OTHER_SIGNS = re.compile(r"\\[<>]|\\b\{")
_POSSESSIVE = re.compile(r"[*+?}]\+")


@lru_cache(maxsize=1 << 16)
def are_found(text: str, expressions: tuple[str, ...], *, in_doubt: bool) -> bool:
    """Tell whether all expressions are found in a text; where that is not certain, give `in_doubt`.

    In doubt are long texts, those beyond ASCII, where the engines fold cases differently, those that end in a line
    feed, before which Python's `$` matches too, and expressions that the engines read differently.
    """
    if len(text) > _LONGEST_TEXT or not text.isascii() or text.endswith("\n"):
        return in_doubt
    is_certain = True
    for expression in expressions:
        compiled = _compiled(expression)
        if compiled is None:
            is_certain = False
        elif compiled.search(text) is None:
            return False
    return is_certain or in_doubt


@lru_cache(maxsize=4096)
def _compiled(expression: str) -> re.Pattern[str] | None:
    if _is_read_otherwise(expression):
        return None
    try:
        return re.compile(expression.replace(_EDGE, r"\b"), re.ASCII)
    except re.error:
        return None


def _is_read_otherwise(expression: str) -> bool:
    """Tell whether Python takes signs for something else: sets of classes, possessive repetition, edges of words."""
    plain = _ESCAPED.sub("x", expression)
    return (
        not expression.isascii()
        or any(_SETS.search(inner) for inner in _CLASS.findall(plain))
        or _POSSESSIVE.search(_CLASS.sub("x", plain)) is not None
        or _OTHER_SIGNS.search(expression) is not None
    )
