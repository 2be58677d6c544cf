from decimal import Decimal

from customs.declaration import Line, duty_of


def test_duty_is_rounded_to_cents():
    assert duty_of(Line("8471300000", "VN", Decimal("1999.99")), Decimal("3.7")) == Decimal("74.00")
