"""Watch the rooms: python -m coldstore.watch"""

import logging
import time
from collections import Counter

from coldstore.gateway import read
from coldstore.rooms import ROOMS

logger = logging.getLogger("coldstore.watch")
WARM = -18.0
MISSING = 3


def look(missing: Counter[str]) -> None:
    for room in ROOMS:
        found = read(room)
        missing[room] = 0 if found else missing[room] + 1
        if missing[room] == MISSING:
            logger.critical("room %s: no reading", room, extra={"alarm": True})
        if found and found.celsius > WARM:
            logger.critical("room %s: %.1f degrees", room, found.celsius, extra={"alarm": True})


def main() -> None:
    missing: Counter[str] = Counter()
    while True:
        look(missing)
        time.sleep(60)


if __name__ == "__main__":
    main()
