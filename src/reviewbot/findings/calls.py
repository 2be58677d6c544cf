"""Calls in a text, as far as their brackets tell."""

import re
from collections.abc import Iterator, Mapping

_PAIRS = {"(": ")", "[": "]", "{": "}"}
_BRACKET = re.compile(r"[()\[\]{}]")


def calls(text: str, name: re.Pattern[str]) -> Iterator[tuple[re.Match[str], str]]:
    """Find calls whose name, up to its bracket, an expression matches, with the text of their arguments.

    A call whose bracket nothing ends is none.
    """
    ends = _ends(text)
    for found in name.finditer(text):
        opening = found.end() - 1
        if opening in ends:
            yield found, text[opening + 1 : ends[opening]]


def _ends(text: str) -> Mapping[int, int]:
    """Give the position of the closing bracket of each opening one."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for found in _BRACKET.finditer(text):
        if found[0] in _PAIRS:
            opened.append(found.start())
        elif opened and _PAIRS[text[opened[-1]]] == found[0]:
            ends[opened.pop()] = found.start()
    return ends
