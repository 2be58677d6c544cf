"""Every endpoint that the simulator knows, and which one a request is for."""

import re
from collections.abc import Iterator

from simulator.rest import checks, comments, dependencies, issues, pulls, repositories, reviews, scanning
from simulator.rest.ask import Endpoint

ENDPOINTS = (
    *repositories.ENDPOINTS,
    *pulls.ENDPOINTS,
    *reviews.ENDPOINTS,
    *comments.ENDPOINTS,
    *checks.ENDPOINTS,
    *dependencies.ENDPOINTS,
    *issues.ENDPOINTS,
    *scanning.ENDPOINTS,
)
# A branch's name may hold slashes, the other parameters may not.
_WIDE = {"basehead", "ref"}


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", path)
    text = "".join(
        f"(?P<{part}>{'.+' if part in _WIDE else '[^/]+'})" if at % 2 else re.escape(part)
        for at, part in enumerate(parts)
    )
    return re.compile(text)


_PATTERNS = tuple((endpoint, _pattern(endpoint.path)) for endpoint in ENDPOINTS)


def matching(path: str) -> Iterator[tuple[Endpoint, dict[str, str]]]:
    """Find the endpoints of a path, whatever the method, with the path's parameters."""
    for endpoint, pattern in _PATTERNS:
        found = pattern.fullmatch(path)
        if found is not None:
            yield endpoint, found.groupdict()
