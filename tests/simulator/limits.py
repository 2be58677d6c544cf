"""How much GitHub lets one credential ask: by the hour, by points a minute, by what it creates."""

import time
from collections import deque
from dataclasses import dataclass, field

from simulator.web import RefusedError

_DOCS = "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api"
_SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
_CREATION = (
    "You have exceeded a secondary rate limit and have been temporarily blocked from content creation. "
    "Please retry your request again later."
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is allowed, with GitHub's numbers for a workflow's token; a test makes them small.

    `primary` requests in `hour` seconds; `points` and `content` in `minute` seconds. A refusal for the secondary
    limits has `status` 403 or 429, and `retry_after` where that is not None.
    """

    primary: int = 1_000
    hour: float = 3_600
    points: int = 900
    graph_points: int = 2_000
    content: int = 80
    minute: float = 60
    status: int = 403
    retry_after: int | None = 60


@dataclass(slots=True)
class Meter:
    """What one credential has used of one resource."""

    since: float = 0.0
    used: int = 0
    points: deque[tuple[float, int]] = field(default_factory=deque)
    content: deque[float] = field(default_factory=deque)

    def renew(self, limits: Limits) -> None:
        """Begin a new hour and forget what is older than a minute."""
        now = time.time()
        if now - self.since >= limits.hour:
            self.since, self.used = now, 0
        while self.points and now - self.points[0][0] >= limits.minute:
            self.points.popleft()
        while self.content and now - self.content[0] >= limits.minute:
            self.content.popleft()

    def demand(self, limits: Limits, resource: str, cost: int, is_content: bool) -> None:
        """Refuse a request that is over a limit; count it against the secondary ones otherwise."""
        self.renew(limits)
        if self.used >= limits.primary:
            raise RefusedError(403, "API rate limit exceeded for installation.", docs=_DOCS)
        most = limits.graph_points if resource == "graphql" else limits.points
        if sum(one for _, one in self.points) + cost > most:
            raise _slowed(limits, _SECONDARY)
        if is_content and len(self.content) >= limits.content:
            raise _slowed(limits, _CREATION)
        self.points.append((time.time(), cost))
        if is_content:
            self.content.append(time.time())

    def headers(self, limits: Limits, resource: str) -> dict[str, str]:
        """Tell where the credential stands."""
        values = {
            "limit": limits.primary,
            "remaining": max(0, limits.primary - self.used),
            "used": self.used,
            "reset": self.reset(limits),
            "resource": resource,
        }
        return {f"x-ratelimit-{name}": str(value) for name, value in values.items()}

    def reset(self, limits: Limits) -> int:
        """Tell when the hour ends, in Unix seconds, rounded up."""
        return -int(-(self.since + limits.hour) // 1)

    def overview(self, limits: Limits) -> dict[str, object]:
        """Show the state as `GET /rate_limit` does."""
        self.renew(limits)
        remaining = max(0, limits.primary - self.used)
        return {"limit": limits.primary, "used": self.used, "remaining": remaining, "reset": self.reset(limits)}


def _slowed(limits: Limits, message: str) -> RefusedError:
    headers = {} if limits.retry_after is None else {"retry-after": str(limits.retry_after)}
    return RefusedError(limits.status, message, headers=headers, docs=_DOCS)
