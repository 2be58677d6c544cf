from decimal import Decimal

import pytest
import responses

from customs.declaration import Line
from customs.tariffs import Duty, TariffError, TariffRegister

REGISTER = TariffRegister("https://register.test/api/")
LAPTOP = Line("8471300000", "VN", Decimal("1999.99"))
URL = "https://register.test/api/codes/8471300000/duty"


@responses.activate
def test_a_bad_gateway_is_passed_over():
    responses.get(URL, status=502)
    responses.get(URL, json={"rate": "3.7", "act": "R2658/87"})
    assert REGISTER.duty(LAPTOP) == Duty(Decimal("3.7"), "R2658/87")


@responses.activate
def test_a_register_that_stays_down_is_an_error():
    responses.get(URL, status=502)
    with pytest.raises(TariffError):
        REGISTER.duty(LAPTOP)
