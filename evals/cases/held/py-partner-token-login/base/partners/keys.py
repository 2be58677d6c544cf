"""Our partners and the files of their public keys, by issuer."""

PARTNERS = {
    "https://id.alpine-travel.example": "alpine",
    "https://id.seaside.example": "seaside",
}


def public_key(issuer: str) -> str:
    with open(f"/run/keys/{PARTNERS[issuer]}.pem", encoding="ascii") as file:
        return file.read()
