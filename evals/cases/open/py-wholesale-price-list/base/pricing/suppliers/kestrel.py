"""Kestrel's list: commas, UTF-8, net prices."""

import csv
import logging
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pricing.rows import PriceRow

logger = logging.getLogger(__name__)


def read_kestrel(path: Path) -> Iterator[PriceRow]:
    with path.open(newline="", encoding="utf-8") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            try:
                price = Decimal(row["net"])
            except InvalidOperation:
                logger.warning("%s, line %d: %r is no price", path.name, line, row["net"])
                continue
            yield PriceRow(row["sku"], price)
