"""What the dashboards and alerts are made of."""

import functools
import time

from prometheus_client import Counter, Histogram

CALLS = Histogram("outgoing_seconds", "Outgoing calls", ["dependency", "outcome"])
FALLBACKS = Counter("fallback_total", "Answers that are not what was asked for", ["name"])


def watched(dependency: str):
    """Record duration and outcome of every call to a dependency; the alerts look at these."""

    def decorate(call):
        @functools.wraps(call)
        def wrapped(*args, **kwargs):
            started = time.monotonic()
            outcome = "error"
            try:
                result = call(*args, **kwargs)
                outcome = "ok"
                return result
            finally:
                CALLS.labels(dependency, outcome).observe(time.monotonic() - started)

        return wrapped

    return decorate
