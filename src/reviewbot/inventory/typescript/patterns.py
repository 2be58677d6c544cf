"""Read which patterns of reliability and monitoring code uses, by the library or construct that gives them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from reviewbot.domain.inventory import Pattern, PatternKind, Route, Site
from reviewbot.syntax.outline.typescript import Outline, package_of
from reviewbot.syntax.outline.value import Called, Name, Record, Text, Value, flat, text_of

_PACKAGES: Mapping[str, PatternKind] = {
    "opossum": PatternKind.CIRCUIT_BREAKER,
    "brakes": PatternKind.CIRCUIT_BREAKER,
    "p-retry": PatternKind.RETRY,
    "axios-retry": PatternKind.RETRY,
    "async-retry": PatternKind.RETRY,
    "promise-retry": PatternKind.RETRY,
    "exponential-backoff": PatternKind.RETRY,
    "p-timeout": PatternKind.TIMEOUT,
    "connect-timeout": PatternKind.TIMEOUT,
    "express-rate-limit": PatternKind.RATE_LIMIT,
    "express-slow-down": PatternKind.RATE_LIMIT,
    "express-brute": PatternKind.RATE_LIMIT,
    "rate-limiter-flexible": PatternKind.RATE_LIMIT,
    "@fastify/rate-limit": PatternKind.RATE_LIMIT,
    "@nestjs/throttler": PatternKind.RATE_LIMIT,
    "koa-ratelimit": PatternKind.RATE_LIMIT,
    "@nestjs/terminus": PatternKind.HEALTH_CHECK,
    "@godaddy/terminus": PatternKind.HEALTH_CHECK,
    "lightship": PatternKind.HEALTH_CHECK,
    "http-terminator": PatternKind.GRACEFUL_SHUTDOWN,
    "stoppable": PatternKind.GRACEFUL_SHUTDOWN,
    "close-with-grace": PatternKind.GRACEFUL_SHUTDOWN,
    "passport": PatternKind.AUTHENTICATION,
    "@nestjs/passport": PatternKind.AUTHENTICATION,
    "@nestjs/jwt": PatternKind.AUTHENTICATION,
    "@fastify/jwt": PatternKind.AUTHENTICATION,
    "jsonwebtoken": PatternKind.AUTHENTICATION,
    "express-jwt": PatternKind.AUTHENTICATION,
    "jose": PatternKind.AUTHENTICATION,
    "next-auth": PatternKind.AUTHENTICATION,
    "cache-manager": PatternKind.CACHE,
    "@nestjs/cache-manager": PatternKind.CACHE,
    "node-cache": PatternKind.CACHE,
    "lru-cache": PatternKind.CACHE,
    "apicache": PatternKind.CACHE,
    "@sentry/node": PatternKind.ERROR_TRACKING,
    "@sentry/nestjs": PatternKind.ERROR_TRACKING,
    "@sentry/nextjs": PatternKind.ERROR_TRACKING,
    "rollbar": PatternKind.ERROR_TRACKING,
    "@bugsnag/js": PatternKind.ERROR_TRACKING,
    "prom-client": PatternKind.METRICS,
    "@willsoto/nestjs-prometheus": PatternKind.METRICS,
    "express-prom-bundle": PatternKind.METRICS,
    "hot-shots": PatternKind.METRICS,
    "dd-trace": PatternKind.TRACING,
    "elastic-apm-node": PatternKind.TRACING,
    "newrelic": PatternKind.TRACING,
    "pino": PatternKind.STRUCTURED_LOGS,
    "pino-http": PatternKind.STRUCTURED_LOGS,
    "nestjs-pino": PatternKind.STRUCTURED_LOGS,
    "winston": PatternKind.STRUCTURED_LOGS,
    "nest-winston": PatternKind.STRUCTURED_LOGS,
    "express-winston": PatternKind.STRUCTURED_LOGS,
    "bunyan": PatternKind.STRUCTURED_LOGS,
}
_FAMILIES: Mapping[str, PatternKind] = {"@opentelemetry/": PatternKind.TRACING, "@sentry/": PatternKind.ERROR_TRACKING}
_COCKATIEL: Mapping[str, PatternKind] = {
    "circuitBreaker": PatternKind.CIRCUIT_BREAKER,
    "retry": PatternKind.RETRY,
    "timeout": PatternKind.TIMEOUT,
}
_WORDS: Mapping[str, tuple[re.Pattern[str], PatternKind, str]] = {
    "enableShutdownHooks": (re.compile(r".*"), PatternKind.GRACEFUL_SHUTDOWN, "enableShutdownHooks"),
    "$transaction": (re.compile(r".*"), PatternKind.TRANSACTION, "$transaction"),
    "startTransaction": (re.compile(r".*"), PatternKind.TRANSACTION, "startTransaction"),
    "withTransaction": (re.compile(r".*"), PatternKind.TRANSACTION, "withTransaction"),
    "transaction": (
        re.compile(
            r"(?i).*(?:sequelize|knex|trx|manager|data_?source|connection|bookshelf|\bdb|database)\w*(?:\(\))?"
            r"\.transaction"
        ),
        PatternKind.TRANSACTION,
        "transaction",
    ),
}
_ABORT = re.compile(r"AbortSignal\.timeout")
_SIGNALS = frozenset({"SIGTERM", "SIGINT"})
_HEALTH = re.compile(r"(?i)/(?:health(?:[-_]?check|z)?|ready|readyz|readiness|live|livez|liveness)/?")
_IDEMPOTENT = re.compile(r"(?i)(?:x-)?idempotency-?key")
_DECORATORS: Mapping[str, PatternKind] = {
    "Transactional": PatternKind.TRANSACTION,
    "Transaction": PatternKind.TRANSACTION,
    "HealthCheck": PatternKind.HEALTH_CHECK,
    "Throttle": PatternKind.RATE_LIMIT,
    "CacheTTL": PatternKind.CACHE,
    "CacheKey": PatternKind.CACHE,
}
PACKAGES = frozenset(_PACKAGES) | {"cockatiel", "@opentelemetry/sdk-node", "@opentelemetry/api", "AbortSignal"}
WORDS = frozenset(_WORDS) | {"on", "once", "header", "timeout"}


def patterns(path: str, text: str, outline: Outline, routes: Sequence[Route]) -> Iterator[Pattern]:
    """Give each pattern once a file and library, at its first place."""
    found: dict[tuple[PatternKind, str], int] = {}
    for line, kind, by in sorted((*_of_calls(text, outline), *_of_classes(text, outline), *_of_routes(routes))):
        found.setdefault((kind, by), line)
    yield from (Pattern(Site(path, line), kind, by) for (kind, by), line in found.items())


_Seen = Iterator[tuple[int, PatternKind, str]]


def _of_calls(text: str, outline: Outline) -> _Seen:
    for called in outline.calls:
        for name in (*called.names, *_handed(called)):
            yield from _of_package(called.line, name, text)
        if called.word in _WORDS:
            shape, kind, by = _WORDS[called.word]
            if any(shape.fullmatch(name) for name in (called.written, *called.names)):
                yield called.line, kind, by
        if _ABORT.fullmatch(called.written):
            yield called.line, PatternKind.TIMEOUT, "AbortSignal.timeout"
        signal = text_of(called.at(0))
        if signal in _SIGNALS and called.owner == "process":
            yield called.line, PatternKind.GRACEFUL_SHUTDOWN, str(signal)
        if any(_is_idempotent(one) for one in called.given):
            yield called.line, PatternKind.IDEMPOTENCY, "Idempotency-Key"


def _handed(called: Called) -> Iterator[str]:
    """Name what a framework is handed as a plug-in."""
    for one in flat(called.given) if called.word in {"use", "register"} else ():
        yield from one.names if isinstance(one, Name | Called) else ()


def _of_package(line: int, name: str, text: str) -> _Seen:
    package = package_of(name)
    kind = _PACKAGES.get(package) or next((kind for one, kind in _FAMILIES.items() if package.startswith(one)), None)
    if package == "cockatiel":
        kind = _COCKATIEL.get(name.rpartition(".")[2])
    # What nothing binds is no package that the file does not mention.
    if kind is not None and (f'"{package}' in text or f"'{package}" in text):
        yield line, kind, package


def _is_idempotent(value: Value) -> bool:
    match value:
        case Text(text):
            return _IDEMPOTENT.fullmatch(text) is not None
        case Record(pairs):
            return any(_IDEMPOTENT.fullmatch(key) for key, _ in pairs)
        case _:
            return False


def _of_classes(text: str, outline: Outline) -> _Seen:
    for around in outline.classes:
        for one in (*around.decorators, *(inner for member in around.members for inner in member.decorators)):
            if one.word in _DECORATORS:
                yield one.line, _DECORATORS[one.word], f"@{one.word}"
            for name in (
                given for value in flat(one.given) if isinstance(value, Name | Called) for given in value.names
            ):
                yield from _of_package(one.line, name, text)
        for parent in around.parents:
            yield from _of_package(around.line, parent, text)


def _of_routes(routes: Sequence[Route]) -> _Seen:
    for one in routes:
        if _HEALTH.fullmatch(f"/{one.path.rpartition('/')[2]}"):
            yield one.site.line, PatternKind.HEALTH_CHECK, one.path
