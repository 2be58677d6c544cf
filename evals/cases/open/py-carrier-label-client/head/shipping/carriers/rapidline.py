from dataclasses import dataclass
from decimal import Decimal

from shipping.http import CarrierApi
from shipping.retry import retrying


@dataclass(frozen=True)
class Label:
    tracking_number: str
    pdf_url: str


class Rapidline:
    name = "rapidline"

    def __init__(self, token: str, account: str) -> None:
        self._api = CarrierApi("https://ship.rapidline.example", token)
        self._account = account

    @retrying()
    def quote(self, postcode: str, grams: int) -> Decimal:
        answer = self._api.call("GET", "/rates", params={"zip": postcode, "grams": grams})
        return Decimal(answer["amount"])

    @retrying(attempts=4)
    def buy_label(self, postcode: str, grams: int, reference: str) -> Label:
        answer = self._api.call(
            "POST",
            "/labels",
            json={"account": self._account, "zip": postcode, "grams": grams, "note": reference},
            timeout=(2, 15),
        )
        return Label(answer["tracking_number"], answer["label"]["pdf"])
