"""Which sales region a country belongs to."""

OUTSIDE_THE_EU = {
    "GB": "UK",
    "US": "NA",
    "CA": "NA",
}


def region_of(country: str) -> str:
    return OUTSIDE_THE_EU.get(country, "EU")
