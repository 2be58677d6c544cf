"""Import the price lists of the night: python -m pricing.nightly"""

import os
from pathlib import Path

import psycopg

from pricing.store import save
from pricing.suppliers.kestrel import read_kestrel

INBOX = Path(os.environ.get("PRICE_INBOX", "/srv/inbox"))


def main() -> None:
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        save(connection, "kestrel", read_kestrel(INBOX / "kestrel.csv"))


if __name__ == "__main__":
    main()
