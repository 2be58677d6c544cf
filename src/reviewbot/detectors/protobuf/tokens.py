"""Cut a protobuf file into statements, so that what cannot be read is known by its line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A comment or a string that is never closed ends with the file or the line: nothing is read twice.
_TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?(?:\*/|\Z)|\s+
    |(?P<token>"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[\w.]+|.)""",
    re.DOTALL | re.VERBOSE,
)
_MOST_CHARACTERS = 1_000_000
_DEEPEST = 60
_VISIBILITIES = (("export",), ("local",))
_OPEN, _CLOSE = frozenset("([{<"), frozenset(")]}>")


class SyntaxFaultError(Exception):
    """A file cannot be read; `line`, from 1, is where."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class Statement:
    """The words up to a semicolon or a block, and what stands in the block, None where there is none."""

    words: tuple[str, ...]
    line: int
    block: "tuple[Statement, ...] | None" = None

    @property
    def first(self) -> str:
        """Give the word that says what a statement is."""
        return self.words[0] if self.words else ""


def statements(text: str) -> tuple[Statement, ...]:
    """Read a file's statements with their blocks.

    Raises SyntaxFaultError for a brace too many or too few, more than 60 levels and more than a million characters.
    """
    if len(text) > _MOST_CHARACTERS:
        raise SyntaxFaultError("it is too large to compare", 1)
    reader = _Reader()
    for word, line in _tokens(text):
        reader.take(word, line)
    return reader.finished()


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line, counted = 1, 0
    for found in _TOKEN.finditer(text):
        if found["token"] is not None:
            line += text.count("\n", counted, found.start())
            counted = found.start()
            yield found["token"], line


@dataclass(slots=True)
class _Open:
    """A block that is not closed yet, with the words before it."""

    words: tuple[str, ...]
    line: int
    inside: list[Statement]


class _Reader:
    """Takes one token after the other; braces within brackets and within an option's value open no block."""

    def __init__(self) -> None:
        self._blocks = [_Open((), 1, [])]
        self._words: list[str] = []
        self._line = 1
        self._brackets = 0

    def take(self, word: str, line: int) -> None:
        if not self._words:
            self._line = line
        if word == ";" and not self._brackets:
            self._end()
        elif word == "{" and not self._is_value():
            self._open(line)
        elif word == "}" and not self._brackets:
            self._close(line)
        else:
            self._brackets += (word in _OPEN) - (word in _CLOSE and self._brackets > 0)
            self._words.append(word)

    def finished(self) -> tuple[Statement, ...]:
        if len(self._blocks) > 1:
            raise SyntaxFaultError("a brace is never closed", self._blocks[-1].line)
        if self._words:
            raise SyntaxFaultError("the last statement has no end", self._line)
        return tuple(self._blocks[0].inside)

    def _is_value(self) -> bool:
        return self._brackets > 0 or self._words[:1] == ["option"]

    def _end(self) -> None:
        if self._words:
            self._blocks[-1].inside.append(Statement(tuple(self._words), self._line))
        self._words = []

    def _open(self, line: int) -> None:
        if len(self._blocks) > _DEEPEST:
            raise SyntaxFaultError("it nests too deep", line)
        self._blocks.append(_Open(tuple(self._words), self._line, []))
        self._words = []

    def _close(self, line: int) -> None:
        if self._words:
            raise SyntaxFaultError("a statement has no semicolon", self._line)
        if len(self._blocks) == 1:
            raise SyntaxFaultError("a brace is closed that was never opened", line)
        done = self._blocks.pop()
        words = done.words[1:] if done.words[:1] in _VISIBILITIES else done.words
        self._blocks[-1].inside.append(Statement(words, done.line, tuple(done.inside)))
