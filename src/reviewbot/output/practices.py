"""What keeps a service up and what tells that it is down: found in the code, or not, and what follows where not."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewbot.domain.inventory import Pattern, PatternKind

_FAILURES = {
    PatternKind.TIMEOUT: "A peer that accepts a connection and never answers holds a worker until all are held.",
    PatternKind.RETRY: "One lost packet becomes an error that a person sees.",
    PatternKind.CIRCUIT_BREAKER: "While a peer is down, every request still waits for it before it fails.",
    PatternKind.RATE_LIMIT: "One client can take the capacity of all others, or try passwords without end.",
    PatternKind.GRACEFUL_SHUTDOWN: "A deployment cuts off the requests and jobs that are running.",
    PatternKind.IDEMPOTENCY: "A client that repeats a request after a time-out orders or pays twice.",
    PatternKind.TRANSACTION: "A crash between two writes leaves one of them.",
    PatternKind.CACHE: "Each reader pays for the same query again; load grows with readers.",
}
"""What may happen without a pattern of reliability."""

_BLINDNESS = {
    PatternKind.HEALTH_CHECK: "A broken instance keeps getting its share of the traffic.",
    PatternKind.ERROR_TRACKING: "Errors are known when a customer writes.",
    PatternKind.METRICS: "Nobody can say whether it is slower than yesterday.",
    PatternKind.TRACING: "Of a slow request nobody can say where the time went.",
    PatternKind.STRUCTURED_LOGS: "Logs can be read but not counted.",
}
"""What stays unseen without a pattern of monitoring."""


@dataclass(frozen=True, slots=True)
class Practice:
    """A pattern with where it was found; where it was not, `without` says what may happen."""

    name: str
    found: tuple[Pattern, ...]
    without: str


def reliability(patterns: Sequence[Pattern]) -> tuple[Practice, ...]:
    """List the patterns that keep a service up, those that were found first."""
    return _practices(patterns, _FAILURES)


def monitoring(patterns: Sequence[Pattern]) -> tuple[Practice, ...]:
    """List the patterns that show how a service is, those that were found first."""
    return _practices(patterns, _BLINDNESS)


def _practices(patterns: Sequence[Pattern], known: dict[PatternKind, str]) -> tuple[Practice, ...]:
    practices = [
        Practice(kind.replace("-", " ").capitalize(), tuple(one for one in patterns if one.kind is kind), without)
        for kind, without in known.items()
    ]
    return tuple(sorted(practices, key=lambda one: not one.found))
