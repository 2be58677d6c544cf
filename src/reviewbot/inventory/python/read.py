"""Read all facts that one Python file states: it is parsed only where its words promise any."""

from collections.abc import Callable, Iterator
from itertools import chain

from reviewbot.domain.inventory import Inventory, Pattern, PatternKind, Route
from reviewbot.inventory.gathered import Fact, gathered
from reviewbot.inventory.python import (
    calls,
    clients,
    django_models,
    django_urls,
    patterns,
    queues,
    schedules,
    sqlalchemy,
    variables,
    view_sets,
    views,
)
from reviewbot.inventory.python.file import PythonFile
from reviewbot.inventory.python.health import is_health
from reviewbot.syntax.outline.python import outline
from reviewbot.syntax.tree import Tree

_READERS: tuple[Callable[[PythonFile], Iterator[Fact]], ...] = (
    views.routes,
    django_urls.urls,
    view_sets.view_sets,
    django_models.models,
    sqlalchemy.models,
    calls.calls,
    queues.queues,
    schedules.schedules,
    variables.variables,
    patterns.patterns,
)
_WORDS = (
    views.ROUTER_WORDS
    | django_urls.URL_WORDS
    | sqlalchemy.TABLE_WORDS
    | clients.WORDS
    | queues.WORDS
    | schedules.WORDS
    | variables.WORDS
    | patterns.WORDS
    | {"urlpatterns"}
)

_PROMISES = (
    "django", "urlpatterns", "ViewSet", "APIView", "permission_classes", "throttle_", "fastapi", "flask", "quart",
    "sanic", "starlette", "route(", "add_resource", "register_view", "Router", "Blueprint", "sqlalchemy",
    "SQLModel", "Column(", "mapped_column", "Mapped[", "requests", "httpx", "aiohttp", "urllib", "niquests",
    "http.client", "slack_sdk", "openai", "anthropic", "boto3", "redis", "memcache", "smtplib", "aiosmtplib",
    "mail", "grpc", "xmlrpc", "psycopg", "pymysql", "MySQLdb", "asyncpg", "aiomysql", "mongo", "motor",
    "elasticsearch", "opensearch", "google.cloud", "minio", "azure", "ftplib", "celery", "shared_task",
    ".delay(", ".apply_async(", "rq", "dramatiq", "huey", "kafka", "basic_", "QueueUrl", "beat_schedule",
    "BEAT_SCHEDULE", "CRONJOBS", "apscheduler", "schedule.every", "repeat_every", "environ", "getenv",
    "decouple", "BaseSettings", "tenacity", "backoff", "retry", "breaker", "imit", "timeout", "atexit",
    "SIGTERM", "SIGINT", "on_event", "wait_for", "fail_after", "move_on_after", ".begin", "cache", "sentry_sdk",
    "rollbar", "bugsnag", "raven", "prometheus", "statsd", "datadog", "opentelemetry", "ddtrace", "newrelic",
    "elasticapm", "xray", "structlog", "jsonlog", "json_log", "ecs_logging", "dempotency", "authlib", "jwt",
    "Abstract", "(Base",
)  # fmt: skip


def is_promising(text: str) -> bool:
    """Tell whether a file has any of the substrings of which a file with facts has one: the others are never parsed."""
    return any(one in text for one in _PROMISES)


def facts(path: str, tree: Tree) -> Inventory:
    """Give the facts of a parsed file."""
    file = PythonFile(path, tree, outline(tree, _WORDS))
    found = tuple(chain.from_iterable(read(file) for read in _READERS))
    return gathered((*found, *_health(found)))


def _health(found: tuple[Fact, ...]) -> Iterator[Pattern]:
    for one in found:
        if isinstance(one, Route) and is_health(one.path):
            yield Pattern(one.site, PatternKind.HEALTH_CHECK, one.path)
