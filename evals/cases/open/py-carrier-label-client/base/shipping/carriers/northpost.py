from decimal import Decimal

from shipping.http import CarrierApi
from shipping.retry import retrying

TIMEOUT = (2, 8)


class Northpost:
    name = "northpost"

    def __init__(self, token: str) -> None:
        self._api = CarrierApi("https://api.northpost.example", token)

    @retrying()
    def quote(self, postcode: str, grams: int) -> Decimal:
        answer = self._api.call(
            "GET", "/v2/rates", params={"to": postcode, "weight": grams}, timeout=TIMEOUT
        )
        return Decimal(answer["price"])
