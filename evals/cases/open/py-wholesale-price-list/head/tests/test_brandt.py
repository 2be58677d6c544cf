from decimal import Decimal

from pricing.rows import PriceRow
from pricing.suppliers.brandt import read_brandt

LIST = """Artikelnr;Bezeichnung;Listenpreis
;Spanplatten;
B-1001 ;Spanplatte 19 mm;1.234,00
B-1002;Leimholz 28 mm;48,80
"""


def test_german_numbers_and_the_discount(tmp_path):
    path = tmp_path / "brandt.csv"
    path.write_text(LIST, encoding="cp1252")
    assert list(read_brandt(path)) == [
        PriceRow("B-1001", Decimal("1079.75")),
        PriceRow("B-1002", Decimal("42.7")),
    ]
