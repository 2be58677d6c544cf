"""Read TOML line by line, as far as lists of dependencies need it: an odd line costs no more than itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_HEADER = re.compile(r"\s*\[{1,2}([^\[\]]{1,200})\]{1,2}\s*$")
_PAIR = re.compile(r"\s*(?:\"([^\"]{1,200})\"|'([^']{1,200})'|([\w.@/-]{1,200}))\s*=\s*(.*)$")
# A text that is not closed ends with its line, so that nothing is read twice.
_TEXT = re.compile(r"\"([^\"\\]*+(?:\\.[^\"\\]*+)*+)(?:\"|$)|'([^']*+)(?:'|$)")
_INNER = re.compile(r"(?:^|[{,\s])(\w[\w-]{0,50})\s{0,9}=\s{0,9}(?:\"([^\"]{0,500})\"|'([^']{0,500})'|(\w{1,20}))")
_LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line within a table: the key that it gives or continues, empty before the first, and what it says of it."""

    number: int
    table: str
    key: str
    text: str
    opens: bool


def lines_of(lines: Sequence[str]) -> Iterator[Line]:
    """Give every line that says something, with its table; a list over several lines belongs to its key."""
    table, key, depth = "", "", 0
    for number, raw in enumerate(lines, 1):
        text = _without_comment(raw[:_LONGEST])
        # Whatever was left open: a header stands at the margin, an element of a list hardly ever.
        header = _HEADER.match(text) if depth == 0 or text.startswith("[") else None
        pair = _PAIR.match(text) if depth == 0 else None
        if header:
            table, key, depth = header[1].strip(), "", 0
            yield Line(number, table, "", "", opens=True)
        elif pair:
            key = str(pair[1] or pair[2] or pair[3])
            depth = _depth(pair[4], 0)
            yield Line(number, table, key, pair[4], opens=True)
        elif text.strip():
            depth = _depth(text, depth)
            yield Line(number, table, key, text, opens=False)


def texts(text: str) -> list[str]:
    """List what stands in quotes."""
    return [one or other for one, other in _TEXT.findall(text)]


def inner(text: str) -> dict[str, str]:
    """Read the pairs of an inline table, as far as their values are single words or texts."""
    return {name: one or other or word for name, one, other, word in _INNER.findall(text)}


def _without_comment(text: str) -> str:
    if "#" not in text:
        return text
    bare = _TEXT.sub(lambda found: "x" * len(found[0]), text)
    return text[: bare.index("#")] if "#" in bare else text


def _depth(text: str, depth: int) -> int:
    """Count the brackets that are still open behind a line."""
    bare = _TEXT.sub("", text)
    return max(0, depth + bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}"))
