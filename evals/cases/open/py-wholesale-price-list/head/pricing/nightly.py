"""Import the price lists of the night: python -m pricing.nightly"""

import logging
import os
from pathlib import Path

import psycopg

from pricing.store import save
from pricing.suppliers.brandt import read_brandt
from pricing.suppliers.kestrel import read_kestrel

INBOX = Path(os.environ.get("PRICE_INBOX", "/srv/inbox"))
READERS = {"kestrel": read_kestrel, "brandt": read_brandt}

logger = logging.getLogger(__name__)


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        for supplier, read in READERS.items():
            import_list(connection, supplier, read)


def import_list(connection, supplier, read) -> None:
    try:
        save(connection, supplier, read(INBOX / f"{supplier}.csv"))
    except FileNotFoundError:
        # A supplier sends a list only when a price has changed.
        logger.info("no list of %s tonight", supplier)


if __name__ == "__main__":
    main()
