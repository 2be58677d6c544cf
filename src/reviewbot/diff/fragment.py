"""One version of a file as far as a diff alone tells it."""

from collections.abc import Iterator

from reviewbot.domain.diff import FileDiff, Line, LineKind, Side


def fragment(file: FileDiff, side: Side) -> str:
    """Put the hunks' lines of one side where they stand in the file, blank lines in between.

    Every line number is right; what the diff does not show is missing. Empty where the side has no lines.
    """
    numbered = {number: _ended(line.text) for number, line in _numbered(file, side)}
    return "".join(numbered.get(number, "\n") for number in range(1, max(numbered, default=0) + 1))


def agrees(file: FileDiff, text: str) -> bool:
    """Tell whether every line that the diff gives for the head stands in `text` at its number."""
    lines = text.removesuffix("\n").split("\n")
    return all(
        number <= len(lines) and lines[number - 1].removesuffix("\r") == line.text
        for number, line in _numbered(file, Side.RIGHT)
    )


def _ended(text: str) -> str:
    # One carriage return before a line feed is no part of a line: a text that ends in one needs another.
    return text + ("\r\n" if text.endswith("\r") else "\n")


def _numbered(file: FileDiff, side: Side) -> Iterator[tuple[int, Line]]:
    absent = LineKind.REMOVED if side is Side.RIGHT else LineKind.ADDED
    for line in file.lines:
        number = line.head if side is Side.RIGHT else line.base
        if line.kind is not absent and number:
            yield number, line
