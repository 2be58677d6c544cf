"""Make a change of so many lines in so many files, a third of them new, one in nine with a fault."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from benchmarks.code import Style, Writer, style
from benchmarks.dice import Dice

_STYLES = (
    "views.py", "routes.ts", "store.py", "client.ts", "routes.py", "store.ts", "client.py", "domain.ts", "domain.py",
    "tests.py", "views.py", "store.ts", "store.py", "routes.ts", "routes.py", "client.ts", "migration.py", "client.py",
    "domain.ts", "domain.py",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file before and after; `base` is None where it is new, `fault` the added lines that hold one, if any."""

    path: str
    base: str | None
    head: str
    fault: str = ""


def change(files: int, lines: int) -> tuple[ChangedFile, ...]:
    """Give changed files with about as many added and removed lines together."""
    return tuple(_changes(files, lines))


def python_tree(lines: int) -> tuple[ChangedFile, ...]:
    """Give new files of Python with at least so many lines together, one in nine with a fault."""
    return new_files(tuple(name for name in _STYLES if name.endswith(".py")), lines)


def new_files(styles: Sequence[str], lines: int) -> tuple[ChangedFile, ...]:
    """Give new files in turns of these styles, with at least so many lines together."""
    return tuple(_new_files([style(name) for name in styles], lines))


def filler(number: int) -> str:
    """Write a file that no change touches."""
    writer = Writer(style(_STYLES[number % len(_STYLES)]), number)
    return "\n".join((writer.top(), *islice(writer.pieces(), 3)))


def _new_files(styles: Sequence[Style], lines: int) -> Iterator[ChangedFile]:
    number = written = 0
    while written < lines:
        file = _Edit(styles[number % len(styles)], number, 100 + number * 37 % 250).new()
        written += file.head.count("\n")
        number += 1
        yield file


def _changes(files: int, lines: int) -> Iterator[ChangedFile]:
    written = 0
    for number in range(files):
        kind = _style(number)
        due = lines * (number + 1) // files - written
        file, count = _Edit(kind, number, due).file()
        written += count
        yield file


def _style(number: int) -> Style:
    return style("openapi.yaml" if number % 200 == 7 else _STYLES[number % len(_STYLES)])


class _Edit:
    """Edits one file until so many lines of it have changed."""

    def __init__(self, kind: Style, number: int, due: int) -> None:
        self._kind = kind
        self._writer = Writer(kind, number)
        self._dice = Dice(f"edit {number}")
        self._due = due
        self._has_fault = number % 9 == 4
        self._changed = 0
        self._fault = ""

    def file(self) -> tuple[ChangedFile, int]:
        """Give the file, and how many of its lines changed."""
        is_new = self._kind.suffix != ".yaml" and self._dice.number(3) == 0
        return (self.new() if is_new else self._edited()), self._changed

    def new(self) -> ChangedFile:
        """Give a file without a base."""
        top = self._counted(self._writer.top())
        head = self._joined(top, list(self._added(self._writer.pieces())))
        return ChangedFile(self._writer.path, None, head, self._fault)

    def _edited(self) -> ChangedFile:
        top, pieces = self._writer.top(), self._writer.pieces()
        kept = list(islice(pieces, 4 + self._dice.number(16)))
        gone = [self._counted(piece) for piece in islice(pieces, self._dice.number(4))]
        new = list(self._added(pieces))
        base, head = self._joined(top, self._mixed(kept, gone)), self._joined(top, self._mixed(kept, new))
        return ChangedFile(self._writer.path, base, head, self._fault)

    def _added(self, pieces: Iterator[str]) -> Iterator[str]:
        self._fault = (self._writer.fault() if self._has_fault else None) or ""
        if self._fault:
            yield self._counted(self._fault)
        while self._changed < self._due:
            yield self._counted(next(pieces))

    def _mixed(self, kept: list[str], others: list[str]) -> list[str]:
        mixed = list(kept)
        for other in others:
            mixed.insert(self._dice.number(len(mixed) + 1), other)
        return mixed

    def _joined(self, top: str, pieces: list[str]) -> str:
        return self._kind.gap.join((top, *pieces))

    def _counted(self, piece: str) -> str:
        self._changed += (piece + self._kind.gap).count("\n")
        return piece
