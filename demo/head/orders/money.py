"""Amounts of money, in cents until the moment a person reads them."""

from collections.abc import Mapping

from orders.models import Product


def as_amount(cents: int) -> str:
    """Write cents the way people read them."""
    return f"{cents // 100}.{cents % 100:02d}"


def order_total(quantities: Mapping[str, int], products: Mapping[str, Product]) -> int:
    """Add up what a basket costs; the keys are article numbers."""
    return sum(products[sku].price_cents * quantity for sku, quantity in quantities.items())


def parse_quantities(lines: list[dict[str, object]]) -> dict[str, int]:
    """Read `{"sku": …, "quantity": …}` objects; equal articles are added up.

    Raises ValueError for anything that is no positive number.
    """
    quantities: dict[str, int] = {}
    for line in lines:
        sku, quantity = str(line["sku"]), int(str(line["quantity"]))
        if quantity < 1:
            raise ValueError(f"quantity of {sku} must be at least 1")
        quantities[sku] = quantities.get(sku, 0) + quantity
    return quantities
