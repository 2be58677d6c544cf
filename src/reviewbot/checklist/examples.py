"""Run an item's examples: they are its tests."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reviewbot.checklist.body import marked_lines
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Detected
from reviewbot.domain.item import Example, Item
from reviewbot.domain.source import Source, Versions

# The languages whose files do not end in the language's own name.
_SUFFIXES = {"python": "py", "typescript": "ts", "javascript": "js", "ruby": "rb", "text": "txt", "bash": "sh"}

Examine = Callable[[Versions, Item], Detected]
"""Runs the detectors of an item over a file before and after a change."""


_Line = tuple[Side, int]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """An example that its detectors read otherwise than it is marked; lines count in the item's file."""

    item: str
    origin: str
    missed: tuple[int, ...]
    wrong: tuple[int, ...]
    failure: str = ""


def mismatches(item: Item, examine: Examine, languages: Callable[[str], str | None]) -> tuple[Mismatch, ...]:
    """Find the marked lines of Bad that do not fire and the lines of Bad and Good that fire unmarked.

    An item without a detector has nothing to run. `languages` names the grammar of a path.
    """
    if not item.detectors:
        return ()
    return tuple(_mismatches(item, examine, languages))


def example_path(example: Example) -> str:
    """Give the path an example stands at: the one it names, or a plain one of its language."""
    return example.path or f"app/example.{_SUFFIXES.get(example.language, example.language) or 'txt'}"


def _mismatches(item: Item, examine: Examine, languages: Callable[[str], str | None]) -> Iterator[Mismatch]:
    for example in (*item.bad, *item.good):
        path = example_path(example)
        base = None if example.base is None else Source(path, example.base, languages(path))
        found = examine(Versions(base, Source(path, example.text, languages(path))), item)
        fired = {(one.anchor.side, one.anchor.start_line) for one in found.candidates}
        marked = set(_marked(example)) if example in item.bad else set[_Line]()
        missed, wrong = _at(example, marked - fired), _at(example, fired - marked)
        if missed or wrong or found.failure:
            yield Mismatch(item.id, item.origin, missed, wrong, found.failure)


def _marked(example: Example) -> Iterator[_Line]:
    yield from ((Side.RIGHT, line) for line in example.marked)
    for side, text in ((Side.RIGHT, example.text), (Side.LEFT, example.base or "")):
        yield from ((side, line) for line in marked_lines(text))


def _at(example: Example, lines: set[_Line]) -> tuple[int, ...]:
    starts = {Side.RIGHT: example.line, Side.LEFT: example.base_line}
    return tuple(sorted(starts[side] + line - 1 for side, line in lines))
