"""Fill in the purpose of old trips: python -m fleet.purposes"""

import logging
import time

from sqlalchemy import text

from fleet.db import engine

logger = logging.getLogger(__name__)

STEP = 5_000
PAUSE = 0.2

FILL = text("UPDATE trip SET purpose = 'unknown' WHERE id >= :start AND id < :end AND purpose IS NULL")
LAST = text("SELECT coalesce(max(id), 0) FROM trip")


def fill_purposes() -> int:
    """Go through the table in short transactions; may be stopped and started again at any time."""
    with engine.connect() as connection:
        last = connection.scalar(LAST)
    filled = 0
    for start in range(0, last + 1, STEP):
        with engine.begin() as connection:
            filled += connection.execute(FILL, {"start": start, "end": start + STEP}).rowcount
        time.sleep(PAUSE)
    return filled


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    logger.info("Filled in %d trips", fill_purposes())
