"""Pick the same on every machine and every Python, which `random` does not promise from version to version."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A sequence of picks that its seed alone decides."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._count = 0

    def number(self, below: int) -> int:
        """Give a number from 0 up to one less than `below`."""
        self._count += 1
        digest = hashlib.sha256(f"{self._seed} {self._count}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % below

    def pick(self, values: Sequence[T]) -> T:
        """Give one of the values."""
        return values[self.number(len(values))]
