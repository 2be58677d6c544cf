"""Recognise what keeps Python services reliable and watched, by the names of the libraries that do it."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from reviewbot.domain.inventory import Pattern, PatternKind
from reviewbot.inventory.python.file import PythonFile, decorated, last, plain
from reviewbot.inventory.python.view_sets import permissions
from reviewbot.syntax.outline.value import Called, Class, Name, Series, Text

_K = PatternKind

# A name that ends with a dot stands for all that begins with it.
_NAMES: Mapping[PatternKind, tuple[str, ...]] = MappingProxyType(
    {
        _K.RETRY: (
            "tenacity.retry", "tenacity.Retrying", "tenacity.AsyncRetrying", "backoff.on_exception",
            "backoff.on_predicate", "retrying.retry", "retry.retry", "retry.api.retry_call", "stamina.retry",
            "urllib3.util.retry.Retry", "urllib3.util.Retry", "urllib3.Retry", "requests.adapters.Retry",
            "requests.packages.urllib3.util.retry.Retry", "redis.retry.Retry", "google.api_core.retry.Retry",
        ),
        _K.CIRCUIT_BREAKER: (
            "pybreaker.CircuitBreaker", "circuitbreaker.circuit", "circuitbreaker.CircuitBreaker",
            "aiobreaker.CircuitBreaker", "purgatory.AsyncCircuitBreakerFactory",
        ),
        _K.TIMEOUT: (
            "asyncio.wait_for", "asyncio.timeout", "async_timeout.timeout", "anyio.fail_after", "anyio.move_on_after",
            "httpx.Timeout", "aiohttp.ClientTimeout", "urllib3.Timeout", "urllib3.util.Timeout",
            "socket.setdefaulttimeout", "timeout_decorator.timeout",
        ),
        _K.RATE_LIMIT: (
            "slowapi.Limiter", "slowapi.Limiter.limit", "flask_limiter.Limiter", "flask_limiter.Limiter.limit",
            "django_ratelimit.decorators.ratelimit", "ratelimit.decorators.ratelimit", "ratelimit.limits",
            "fastapi_limiter.depends.RateLimiter", "fastapi_limiter.FastAPILimiter.init", "aiolimiter.AsyncLimiter",
            "limits.",
        ),
        _K.GRACEFUL_SHUTDOWN: ("atexit.register",),
        _K.TRANSACTION: (
            "django.db.transaction.atomic", "django.db.transaction.on_commit",
        ),
        _K.CACHE: (
            "django.core.cache.cache.", "django.core.cache.caches.", "django.views.decorators.cache.cache_page",
            "functools.lru_cache", "functools.cache",
            "flask_caching.Cache.cached", "flask_caching.Cache.memoize", "cachetools.", "aiocache.cached",
            "fastapi_cache.decorator.cache", "cacheops.cached", "joblib.Memory", "diskcache.Cache",
        ),
        _K.AUTHENTICATION: (
            "django.contrib.auth.decorators.", "django.contrib.admin.views.decorators.staff_member_required",
            "flask_login.login_required", "flask_jwt_extended.jwt_required", "flask_security.auth_required",
            "flask_httpauth.", "fastapi.security.", "rest_framework.decorators.permission_classes",
            "rest_framework.decorators.authentication_classes", "starlette.authentication.requires",
            "flask_login.LoginManager", "authlib.integrations.", "flask_allows.requires",
        ),
        _K.ERROR_TRACKING: ("sentry_sdk.init", "rollbar.init", "bugsnag.configure", "raven.Client"),
        _K.METRICS: (
            "prometheus_client.Counter", "prometheus_client.Gauge", "prometheus_client.Histogram",
            "prometheus_client.Summary", "prometheus_client.start_http_server", "prometheus_client.make_asgi_app",
            "prometheus_client.make_wsgi_app", "prometheus_client.generate_latest",
            "prometheus_fastapi_instrumentator.Instrumentator", "prometheus_flask_exporter.PrometheusMetrics",
            "statsd.StatsClient", "datadog.initialize", "opentelemetry.metrics.get_meter",
        ),
        _K.TRACING: (
            "opentelemetry.trace.get_tracer", "opentelemetry.trace.set_tracer_provider",
            "opentelemetry.instrumentation.",
            "ddtrace.patch_all", "ddtrace.patch", "ddtrace.tracer.", "newrelic.agent.initialize", "elasticapm.",
            "aws_xray_sdk.core.",
        ),
        _K.STRUCTURED_LOGS: (
            "structlog.get_logger", "structlog.configure", "structlog.stdlib.get_logger", "structlog.getLogger",
            "pythonjsonlogger.", "json_log_formatter.", "logging_json.", "ecs_logging.",
        ),
    }
)  # fmt: skip
_EXACT = {one: kind for kind, several in _NAMES.items() for one in several if not one.endswith(".")}
_BEGINNINGS = tuple((one, kind) for kind, several in _NAMES.items() for one in several if one.endswith("."))
_MIXINS: Mapping[str, PatternKind] = {
    "LoginRequiredMixin": _K.AUTHENTICATION,
    "PermissionRequiredMixin": _K.AUTHENTICATION,
    "UserPassesTestMixin": _K.AUTHENTICATION,
}
_FIELDS: Mapping[str, PatternKind] = {
    "permission_classes": _K.AUTHENTICATION,
    "authentication_classes": _K.AUTHENTICATION,
    "throttle_classes": _K.RATE_LIMIT,
    "throttle_scope": _K.RATE_LIMIT,
}
_SHUTDOWN = re.compile(r"\bSIG(?:TERM|INT)\b|on_event\(\s*[\"']shutdown")
_SIGNALS = frozenset(
    {"signal.signal", "asyncio.get_event_loop.add_signal_handler", "asyncio.get_running_loop.add_signal_handler"}
)
_BEGINS = re.compile(r"(?:\w+\.)*\w*(?:session|engine|conn|connection)(?:\(\))?\.(?:begin|begin_nested)", re.IGNORECASE)
_LIMITS = re.compile(r"(?:\w*\.)*\w*limiter\.limit", re.IGNORECASE)
_IDEMPOTENT = re.compile(r"[\"'](?:X-)?(?:Idempotency-Key|HTTP_IDEMPOTENCY_KEY)[\"']", re.IGNORECASE)
_TASK_LIMITS = frozenset({"time_limit", "soft_time_limit"})

WORDS = frozenset(one.rpartition(".")[2] for one in _EXACT) | frozenset(
    {"signal", "add_signal_handler", "begin", "begin_nested", "get", "set", "get_or_set", "delete", "HTTPBearer",
     "OAuth2PasswordBearer", "HTTPBasic", "APIKeyHeader", "APIKeyCookie", "APIKeyQuery", "TTLCache", "LRUCache",
     "cached", "cachedmethod", "instrument", "instrument_app", "on_event", "JsonFormatter", "JSONFormatter",
     "login_required", "permission_required", "user_passes_test"}
)  # fmt: skip


def patterns(file: PythonFile) -> Iterator[Pattern]:
    """Give each place where a known pattern is set up or used."""
    for call in file.outline.calls:
        yield from _of_call(call, file)
    for _, decorator in decorated(file.outline):
        yield from _of_call(decorator, file)
        if _TASK_LIMITS & {key for key, _ in decorator.keywords}:
            yield Pattern(file.site(decorator.line), _K.TIMEOUT, "celery time limit")
        if any(key in {"autoretry_for", "max_retries"} for key, _ in decorator.keywords):
            yield Pattern(file.site(decorator.line), _K.RETRY, "celery")
    for each in file.outline.classes:
        yield from _of_class(each, file)
    yield from _of_text(file)


def _of_call(call: Called, file: PythonFile) -> Iterator[Pattern]:
    for name in map(plain, call.names or (call.written,)):
        kind = _EXACT.get(name) or next((kind for one, kind in _BEGINNINGS if name.startswith(one)), None)
        if kind is not None:
            yield Pattern(file.site(call.line), kind, name)
        elif (name in _SIGNALS or call.word == "on_event") and _SHUTDOWN.search(call.text):
            yield Pattern(file.site(call.line), _K.GRACEFUL_SHUTDOWN, name)
        elif _LIMITS.fullmatch(name):
            yield Pattern(file.site(call.line), _K.RATE_LIMIT, name)
        elif _BEGINS.fullmatch(name):
            yield Pattern(file.site(call.line), _K.TRANSACTION, name)


def _of_class(each: Class, file: PythonFile) -> Iterator[Pattern]:
    for one in each.parents:
        if last(one) in _MIXINS:
            yield Pattern(file.site(each.line), _MIXINS[last(one)], last(one))
    for member in each.members:
        if member.name == "decorators" and isinstance(member.value, Series):
            named = [one for one in member.value.items if isinstance(one, Name)]
            for name in (name for one in named for name in one.names if plain(name) in _EXACT):
                yield Pattern(file.site(member.line), _EXACT[plain(name)], plain(name))
        if not member.is_method and member.name in _FIELDS:
            said = permissions(each) if member.name == "permission_classes" else ()
            by = member.value.text if isinstance(member.value, Text) else ", ".join(said)
            yield Pattern(file.site(member.line), _FIELDS[member.name], by or member.name)


def _of_text(file: PythonFile) -> Iterator[Pattern]:
    if "dempotency" in file.text or "IDEMPOTENCY" in file.text:
        for number, line in enumerate(file.text.split("\n"), 1):
            if _IDEMPOTENT.search(line):
                yield Pattern(file.site(number), _K.IDEMPOTENCY, "Idempotency-Key")
