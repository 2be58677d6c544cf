"""Tell by its path whether a route says that the service is well."""

import re

_HEALTH = re.compile(
    r"(?:^|/)_?(?:health|healthz|health[_-]?check|livez?|liveness|readyz?|readiness|alive|heartbeat|ping|status/health)/?$",
    re.IGNORECASE,
)


def is_health(path: str) -> bool:
    """Tell whether a path is one that probes ask."""
    return _HEALTH.search(path) is not None
