"""Brandt's list: semicolons, Windows-1252, German numbers, list prices without our discount."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from pricing.rows import PriceRow

DISCOUNT = 12.5


def read_brandt(path: Path) -> Iterator[PriceRow]:
    with path.open(newline="", encoding="cp1252") as file:
        for row in csv.DictReader(file, delimiter=";"):
            try:
                price = _price_row(row)
            except (KeyError, ValueError):
                continue
            yield price


def _price_row(row: dict[str, str]) -> PriceRow:
    list_price = float(row["Listenpreis"].replace(".", "").replace(",", "."))
    net_price = round(list_price * (100 - DISCOUNT) / 100, 2)
    return PriceRow(article=row["Artikelnr"].strip(), net_price=Decimal(str(net_price)))
