"""What a reader looked at, line by line and question by question, and what nobody did."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewbot.domain.chunk import Gap, Piece, Reading
from reviewbot.domain.coverage import EVERY, UNREAD, Cell, CellState
from reviewbot.domain.diff import Line

Lines = frozenset[Line]

_UNSAID = "the agent does not say that it looked for it"


@dataclass(frozen=True, slots=True)
class Examined:
    """One file as it was read: the lines that were to be shown, who read which of them for what, the gaps."""

    asked: frozenset[str]
    lines: Lines
    answers: tuple[tuple[Lines, frozenset[str]], ...]
    gaps: frozenset[Gap]

    @property
    def is_unread(self) -> bool:
        """Tell whether some line was read by nobody: where several read the same, one answer is enough."""
        return not self.lines <= frozenset[Line]().union(*(lines for lines, _ in self.answers))

    def has(self, item: str) -> bool:
        """Tell whether all lines were read by somebody who looked for an item."""
        return self.lines <= frozenset[Line]().union(*(lines for lines, items in self.answers if item in items))

    def shows(self, first: int, last: int) -> bool:
        """Tell whether any of the head's lines from `first` to `last` was shown."""
        return any(line.head is not None and first <= line.head <= last for line in self.lines)


def examined(readings: Sequence[Reading]) -> Mapping[str, Examined]:
    """Give what came of each file that was to be read, by its path."""
    read: dict[str, list[tuple[Piece, Reading]]] = {}
    for reading in readings:
        for piece in reading.chunk.pieces:
            read.setdefault(piece.file.path, []).append((piece, reading))
    return {path: _examined(parts) for path, parts in read.items()}


def unexamined(files: Mapping[str, Examined]) -> Iterator[Cell]:
    """List what was read by nobody, a file at a time, and what no answer says that it looked for."""
    for path, file in files.items():
        if file.is_unread:
            reasons = ", ".join(sorted(file.gaps))
            yield Cell(path, EVERY, CellState.NOT_EXAMINED, f"{UNREAD}{reasons}")
            continue
        for item in sorted(file.asked):
            if not file.has(item):
                yield Cell(path, item, CellState.NOT_EXAMINED, _UNSAID)


def _examined(parts: Sequence[tuple[Piece, Reading]]) -> Examined:
    lines = [(_lines(piece), reading) for piece, reading in parts]
    return Examined(
        asked=frozenset(item for piece, _ in parts for item in piece.items),
        lines=frozenset[Line]().union(*(shown for shown, _ in lines)),
        answers=tuple((shown, reading.examined) for shown, reading in lines if reading.gap is None),
        gaps=frozenset(reading.gap for _, reading in lines if reading.gap is not None),
    )


def _lines(piece: Piece) -> Lines:
    return frozenset(line for excerpt in piece.excerpts for line in excerpt.lines)
