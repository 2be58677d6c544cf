"""Bring our products in line with a supplier's feed, in chunks of rows."""

import logging
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction

from catalogue.feed import FeedRow
from catalogue.models import Product

logger = logging.getLogger(__name__)

CHUNK_ROWS = 500


def chunks_of(rows: Iterable[FeedRow], size: int = CHUNK_ROWS) -> Iterator[list[FeedRow]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, size)):
        yield chunk


def import_rows(rows: Iterable[FeedRow]) -> int:
    """Return how many products were updated; rows of unknown products are only counted in the log."""
    updated = 0
    for chunk in chunks_of(rows):
        wanted = {row.sku: row for row in chunk}
        with transaction.atomic():
            products = list(Product.objects.select_for_update(of=("self",)).filter(sku__in=wanted).order_by("pk"))
            for product in products:
                row = wanted[product.sku]
                if product.brand.name != row.brand:
                    logger.warning("Brand of %s is %s here and %s in the feed", row.sku, product.brand.name, row.brand)
                product.cost = row.cost
                product.stock = row.stock
            Product.objects.bulk_update(products, ["cost", "stock"])
        updated += len(products)
        if len(products) < len(wanted):
            logger.info("%d rows of unknown products left out", len(wanted) - len(products))
    return updated
