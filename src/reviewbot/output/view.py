"""How much is said of a run, and in which words: lists are cut where a text has no room, and say so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reviewbot.output.words import ENGLISH, Words, number, said

EXTENTS = (200, 100, 50, 20, 10, 5, 2, 1, 0)
"""How many entries a list may have, tried in this order until the text fits."""

_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class View:
    """How much is said: `most` entries of every list, with a sentence about the run before, and what is less folded."""

    most: int
    since: str = ""
    is_folded: bool = True
    words: Words = ENGLISH


def entries(
    view: View, things: Sequence[_Thing], write: Callable[[_Thing], str], more: str = "more_elsewhere"
) -> tuple[str, ...]:
    """Write the entries of a list, those that a view has room for; the last one counts the others."""
    told = tuple(write(thing).strip() for thing in things[: view.most])
    others = len(things) - view.most
    return (*told, said(view.words, more, count=number(view.words, others))) if others > 0 else told
