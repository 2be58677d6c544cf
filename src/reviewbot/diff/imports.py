"""Which imports the code that is shown goes by, so that a reader knows where a name comes from."""

import re
from collections.abc import Iterator, Sequence

from reviewbot.domain.diff import Hunk, Line

_MOST_LINES = 40
_LONGEST_STATEMENT = 60
_IMPORT = re.compile(
    r"\s*(?:import\b|from\b.*\bimport\b|(?:const|let|var)\b.*\brequire\(|export\b.*\bfrom\b|using\b|use\b)"
)
_WORD = re.compile(r"[A-Za-z_]\w*")
_NO_NAMES = frozenset({"import", "from", "const", "let", "var", "require", "export", "type", "using", "use", "as"})


def imports(lines: Sequence[Line], shown: Sequence[Hunk]) -> tuple[Line, ...]:
    """Give the lines of those imports whose names the excerpts use, without what is shown already."""
    there = {line.head for excerpt in shown for line in excerpt.lines}
    used = set(_WORD.findall("\n".join(line.text for excerpt in shown for line in excerpt.lines))) - _NO_NAMES
    found: list[Line] = []
    for statement in _statements(lines):
        if any(used.intersection(_WORD.findall(line.text)) for line in statement):
            found += (line for line in statement if line.head not in there)
    return tuple(found[:_MOST_LINES])


def _statements(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Give the imports of the head, each with all lines up to the bracket that ends it."""
    statement: list[Line] = []
    opened = 0
    for line in lines:
        if line.head is None or not (statement or _IMPORT.match(line.text)):
            continue
        statement.append(line)
        opened += _opened(line.text)
        if opened <= 0 or len(statement) == _LONGEST_STATEMENT:
            yield tuple(statement)
            statement, opened = [], 0
    # A bracket that nothing ends is no import.


def _opened(text: str) -> int:
    return sum(text.count(sign) for sign in "({[") - sum(text.count(sign) for sign in ")}]")
