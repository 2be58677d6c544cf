"""An expression written as a dotted name, so that two spellings of one call compare equal."""

import re
from itertools import accumulate

_LONGEST = 2_000
_STRINGS = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`", re.DOTALL)
_NOISE = re.compile(r"^(?:(?:new|await)\s+)+|\s+(?=[.(\[])|(?<=\.)\s+|[?!](?=\.)")
# Compilers write a call of an import so, lest it get the module as `this`.
_COMPILED = re.compile(r"(?<![\w$)\]>])\(0,\s*([\w$.]+)\)")
_PLAIN = re.compile(r"[\w$]+(?:\.[\w$]+)*")
_CHAIN = re.compile(r"[\w$#.()\[\]{}']+")
_MOST_PARENTHESES = 3
_OPEN, _CLOSE = "([{", ")]}"


def dotted(text: str) -> str:
    """Leave out arguments, subscripts, `new`, `await`, `?.`, line breaks, and parentheses around a name.

    `(await httpx.Client(timeout=3)).get` is `httpx.Client().get`. Longer than 2,000 characters, it is no name: empty.
    """
    if len(text) > _LONGEST:
        return ""
    if _PLAIN.fullmatch(text):
        return text
    plain = _COMPILED.sub(r"\1", _STRINGS.sub("''", text.strip()))
    for _ in range(_MOST_PARENTHESES):
        plain = _unwrapped(plain)
    return _NOISE.sub("", _without_arguments(plain))


def _unwrapped(text: str) -> str:
    """Take off the parentheses that a text starts with, if they hold a name."""
    if not text.startswith("("):
        return text
    depths = accumulate((character in _OPEN) - (character in _CLOSE) for character in text)
    end = next((index for index, depth in enumerate(depths) if depth == 0), len(text))
    inner = _NOISE.sub("", text[1:end].strip())
    is_name = _CHAIN.fullmatch(_NOISE.sub("", _without_arguments(inner))) or inner.startswith("(")
    return inner + text[end + 1 :] if is_name else text


def _without_arguments(text: str) -> str:
    kept: list[str] = []
    depth = 0
    for character in text:
        depth -= character in _CLOSE
        if depth <= 0:
            kept.append(character)
        depth += character in _OPEN
    return "".join(kept)
