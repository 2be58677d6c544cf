import functools
import random
import time

from shipping.http import CarrierError


def retrying(attempts: int = 3, first_pause: float = 0.2):
    """Call again after a CarrierError, with a growing and random pause."""

    def decorate(call):
        @functools.wraps(call)
        def wrapped(*args, **kwargs):
            for attempt in range(attempts):
                try:
                    return call(*args, **kwargs)
                except CarrierError:
                    if attempt == attempts - 1:
                        raise
                    time.sleep(first_pause * 2**attempt * random.uniform(0.5, 1.5))

        return wrapped

    return decorate
