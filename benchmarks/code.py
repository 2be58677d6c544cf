"""Write backend code as people write it, from the pieces in `code/`: as much as is asked for, the same every time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.dice import Dice

_PIECES = Path(__file__).parent / "code"
_BORDER = re.compile(r"^%%(?: (fault))?\n", re.MULTILINE)
_PLACE = re.compile(r"§(names|Names|Name|name|camel|file|File|fields|field|Field|FIELD|number|digit|word)")

_THINGS = (
    "order", "invoice", "customer", "shipment", "product", "payment", "subscription", "refund", "warehouse", "coupon",
    "supplier", "ticket", "account", "booking", "device", "report", "contract", "delivery", "catalog", "campaign",
)  # fmt: skip
_PARTS = ("line", "note", "rule", "batch", "event", "group", "label", "limit", "offer", "plan", "quote", "slot", "task")
_FIELDS = (
    "region", "channel", "category", "carrier", "segment", "language", "priority", "origin", "tier", "brand",
    "campaign_code", "cost_center", "tax_class", "time_zone", "reference",
)  # fmt: skip
_NAMES = tuple(f"{thing}_{part}" for part in _PARTS for thing in _THINGS)


@dataclass(frozen=True, slots=True)
class Style:
    """One kind of file: what stands at its top, the pieces below it, and pieces with a fault."""

    name: str
    suffix: str
    top: str
    pieces: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def gap(self) -> str:
        """Give the empty lines between two pieces."""
        return {".py": "\n\n", ".ts": "\n", ".go": "\n", ".java": "\n"}.get(self.suffix, "")


@cache
def style(name: str) -> Style:
    """Read a style's pieces; its name is that of the file without `.txt`, such as `views.py`."""
    top, *rest = _BORDER.split((_PIECES / f"{name}.txt").read_text("utf-8"))
    kinds, texts = rest[::2], rest[1::2]
    pieces = tuple(text for kind, text in zip(kinds, texts, strict=True) if not kind)
    faults = tuple(text for kind, text in zip(kinds, texts, strict=True) if kind)
    return Style(name.partition(".")[0], Path(name).suffix, top, pieces, faults)


class Writer:
    """Writes the pieces of one file; `number` decides the file's names and every pick."""

    def __init__(self, kind: Style, number: int) -> None:
        self._kind = kind
        self._number = number
        self._dice = Dice(f"{kind.name} {number}")

    @property
    def path(self) -> str:
        """Name the file."""
        kind, name = self._kind, self._name(0)
        if kind.suffix == ".ts":
            return f"web/src/{name}/{_camel(name)}{self._number}.{kind.name}.ts"
        folder = {"tests": f"tests/{name}/test_", "migration": f"shop/{name}/migrations/"}
        return f"{folder.get(kind.name, f'shop/{name}/')}{kind.name}_{self._number}{kind.suffix}"

    def top(self) -> str:
        """Write what stands above all pieces."""
        return self._filled(self._kind.top, 0)

    def pieces(self) -> Iterator[str]:
        """Write pieces without end; a kind that returns speaks of something else, so that no name comes twice."""
        turn = 0
        while True:
            order = sorted(self._kind.pieces, key=lambda _: self._dice.number(1_000_000))
            yield from (self._filled(piece, turn) for piece in order)
            turn += 1

    def fault(self) -> str | None:
        """Write a piece with a fault, None where the style has none."""
        faults = self._kind.faults
        return self._filled(self._dice.pick(faults), 0) if faults else None

    def _filled(self, text: str, turn: int) -> str:
        name, field = self._name(turn), self._dice.pick(_FIELDS)
        words = {
            "name": name, "names": f"{name}s", "Name": _pascal(name), "Names": f"{_pascal(name)}s",
            "camel": _camel(name), "file": _camel(self._name(0)), "File": _pascal(self._name(0)),
            "field": field, "fields": f"{field}s", "Field": _pascal(field), "FIELD": field.upper(),
            "number": str(10 + self._dice.number(90)), "digit": str(2 + self._dice.number(8)),
            "word": self._dice.pick(_THINGS),
        }  # fmt: skip
        return _PLACE.sub(lambda place: words[place.group(1)], text)

    def _name(self, turn: int) -> str:
        return _NAMES[(self._number * 7 + turn) % len(_NAMES)]


def _pascal(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
