"""Read a suite, and say how well it went."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Row = Mapping[str, object]
"""One line of a suite."""


@dataclass(frozen=True, slots=True)
class Score:
    """One measure of a suite: `value` of `of`, as a share where `of` counts something; `least` is the limit.

    `most` is a limit from above. `notes` name what went otherwise.
    """

    suite: str
    what: str
    value: float
    of: int = 0
    least: float | None = None
    most: float | None = None
    notes: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Give the value itself, or its share of all."""
        return self.value / self.of if self.of else self.value

    @property
    def verdict(self) -> str:
        """Give the word for the last column."""
        if self.least is None and self.most is None:
            return "reported"
        is_low = self.least is not None and self.share < self.least
        is_high = self.most is not None and self.share > self.most
        return "missed" if is_low or is_high else "ok"


def rows(folder: Path, name: str) -> Iterator[Row]:
    """Read a file of one JSON object a line."""
    for line in (folder / name).read_text("utf-8").splitlines():
        yield json.loads(line)


def texts(value: object) -> Mapping[str, str]:
    """Take a mapping of paths to texts."""
    return {str(name): str(text) for name, text in value.items()} if isinstance(value, dict) else {}


def mappings(value: object) -> tuple[Row, ...]:
    """Take a list of mappings."""
    return tuple(one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


def number(row: Row, name: str) -> int:
    """Take an integer."""
    value = row.get(name)
    return value if isinstance(value, int) else 0
