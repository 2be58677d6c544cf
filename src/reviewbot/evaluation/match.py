"""Pair findings with faults: each at most once, as many as can be, the nearest first."""

from collections.abc import Mapping, Sequence

from reviewbot.domain.case import Gold
from reviewbot.evaluation.spot import Spot, distance

WINDOW = 5
"""Lines that a finding may lie off a fault and still mean it: a call's first line, or the one with the argument."""


def pairs(spots: Sequence[Spot], golds: Sequence[Gold]) -> Mapping[int, int]:
    """Give the index of the fault that each spot means by the spot's index; what means none is left out.

    A spot means a fault in the same file, of the same item or one it may be said under, within the window.
    """
    chosen: dict[int, int] = {}
    # Those that overlap choose first; a wider window may move them to another fault, and never takes theirs away.
    for width in range(WINDOW + 1):
        ways = [_meant(spot, golds, width) for spot in spots]
        for start in range(len(spots)):
            if start not in chosen.values():
                _augment(start, ways, chosen, set())
    return {spot: gold for gold, spot in chosen.items()}


def _meant(spot: Spot, golds: Sequence[Gold], width: int) -> tuple[int, ...]:
    """Give the faults that a spot may mean, the nearest first."""
    near = []
    for index, gold in enumerate(golds):
        off = distance(spot, gold)
        if off is not None and off <= width and spot.item in {gold.item, *gold.also}:
            near.append((off, spot.item != gold.item, index))
    return tuple(index for _, _, index in sorted(near))


def _augment(spot: int, ways: Sequence[Sequence[int]], chosen: dict[int, int], seen: set[int]) -> bool:
    """Find a fault for a spot, by moving others to another one where that makes room."""
    # As deep as there are faults, of which a case has fifty at most.
    for gold in ways[spot]:
        if gold not in seen:
            seen.add(gold)
            if gold not in chosen or _augment(chosen[gold], ways, chosen, seen):
                chosen[gold] = spot
                return True
    return False
