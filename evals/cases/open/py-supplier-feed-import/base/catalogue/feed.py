import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path


@dataclass(frozen=True)
class FeedRow:
    sku: str
    name: str
    brand: str
    cost: Decimal
    stock: int


def read_feed(path: Path) -> Iterator[FeedRow]:
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter=";"):
            yield FeedRow(row["sku"], row["name"], row["brand"], Decimal(row["cost"]), int(row["stock"]))
