"""A process that runs detectors for another one, which may kill it: native code cannot be interrupted."""

import gc
import pickle
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO

from reviewbot.detectors.detect import detect
from reviewbot.detectors.prefilter import relevant
from reviewbot.domain.finding import Detected
from reviewbot.domain.inventory import Inventory
from reviewbot.domain.item import Item
from reviewbot.domain.source import Source
from reviewbot.syntax.tree import PatternError

Facts = Callable[[Source], Inventory | None]
"""Reads what a file states besides; None where nobody wants to know."""


def serve(requests: BinaryIO, answers: BinaryIO, facts: Facts = lambda _: None) -> None:
    """Answer requests until they end: first the items, then a source and the ids to ask of it, each pickled.

    The items are answered with their count, so that our parent starts its stopwatch when we are ready.
    """
    items: Mapping[str, Item] = {one.id: one for one in pickle.load(requests)}  # noqa: S301 - from our own parent
    # They stay: whoever looks for garbage need not walk through them again and again.
    gc.freeze()
    pickle.dump(len(items), answers)
    answers.flush()
    while True:
        try:
            source, ids = pickle.load(requests)  # noqa: S301 - from our own parent
        except EOFError:
            return
        found = _answer(source, [items[name] for name in ids])
        pickle.dump(replace(found, facts=facts(source)), answers)
        answers.flush()


def _answer(source: Source, items: Sequence[Item]) -> Detected:
    try:
        return Detected(detect(source, relevant(items, source)))
    except PatternError as error:
        return Detected((), f"a pattern cannot be used: {error}")


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
