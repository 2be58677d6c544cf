"""What is read of calls, queues, schedules, settings and patterns."""

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.inventory import Inventory, QueueRole, united
from reviewbot.domain.source import Source
from reviewbot.inventory.extract import facts

PYDANTIC = """
    from pydantic_settings import BaseSettings, SettingsConfigDict
    class S(BaseSettings):
        model_config = SettingsConfigDict(env_prefix="shop_")
        secret_key: str
        level: str = "info"
        port: int = Field(alias="PORT")
"""


def _facts(text: str, path: str = "app/work.py") -> Inventory:
    return facts(Source(path, dedent(text), "python"))


@pytest.mark.parametrize(
    ("code", "kind", "target", "has_timeout"),
    [
        (
            'import requests\nrequests.get("https://me:secret@api.example.com:8443/x?key=1")',
            "http",
            "api.example.com:8443",
            False,
        ),
        (
            "from requests import Session\ns = Session()\ns.post(settings.HOOK_URL, timeout=3)",
            "http",
            "settings.HOOK_URL",
            True,
        ),
        ("import requests\nrequests.get(url, timeout=None)", "http", "", False),
        ("import requests\nrequests.get(url, **options)", "http", "", None),
        (
            'import requests\nrequests.request("GET", f"https://api.example.com/{path}")',
            "http",
            "api.example.com",
            False,
        ),
        ('import requests\nrequests.get(f"https://api.{zone}.example.com/")', "http", "", False),
        ('import requests\nBASE_URL = "https://api.example.com"\nrequests.get(BASE_URL + "/x")', "http", "", False),
        ('import requests, os\nrequests.get(os.environ["HOOK"] + "/x")', "http", "HOOK", False),
        ('import httpx\nwith httpx.Client() as c:\n    c.get("https://example.com")', "http", "example.com", True),
        ('from urllib.request import urlopen\nurlopen("https://example.com", None, 3)', "http", "example.com", True),
        (
            'import requests\nrequests.get(urljoin(settings.BASE_URL, "x"), timeout=3)',
            "http",
            "settings.BASE_URL",
            True,
        ),
        ('import boto3\nboto3.client("s3")', "storage", "s3", True),
        ('import redis\nredis.Redis(host="cache.internal")', "cache", "cache.internal", None),
        ('import smtplib\nsmtplib.SMTP("mail.internal", 25)', "mail", "mail.internal", False),
        ('from django.core.mail import send_mail\nsend_mail("Hi", "x", "a", ["b"])', "mail", "", None),
        ('import grpc\ngrpc.insecure_channel("users:50051")', "rpc", "users:50051", None),
        (
            "from sqlalchemy import create_engine\ncreate_engine(settings.DATABASE_URL)",
            "database",
            "settings.DATABASE_URL",
            None,
        ),
        ('import requests\nrequests.get("http://[::1")', "http", "", False),
    ],
    ids=lambda one: str(one)[-40:],
)
def test_a_call_says_its_target_and_whether_it_times_out(
    code: str, kind: str, target: str, has_timeout: bool | None
) -> None:
    calls = [one for one in _facts(code).calls if not one.by.endswith("Client")]

    assert [(one.kind.value, one.target, one.has_timeout) for one in calls] == [(kind, target, has_timeout)]


def test_a_call_says_what_it_is_made_in() -> None:
    found = _facts("""
        import requests
        class Hook:
            def fire(self):
                requests.post("https://example.com")
    """)

    assert [(one.by, one.inside, one.site.line) for one in found.calls] == [("requests.post", "Hook.fire", 5)]


def test_names_that_are_no_clients_are_no_calls() -> None:
    assert _facts('requests = {}\nrequests.get("key")\ncache = redis_settings.get("x")\n').calls == ()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("from celery import shared_task\n@shared_task\ndef pay(): ...", ("celery", "consumer", "pay")),
        (
            'from app.celery import app\n@app.task(name="shop.pay")\ndef pay(): ...\n# celery',
            ("celery", "consumer", "shop.pay"),
        ),
        ("from app.tasks import pay\npay.delay(1)", ("celery", "producer", "pay")),
        ("from app import tasks\ntasks.pay.si(1).apply_async()", ("celery", "producer", "pay")),
        ("import django_rq\ndjango_rq.enqueue(pay, 1)", ("rq", "producer", "pay")),
        (
            'from kafka import KafkaProducer\np = KafkaProducer()\np.send("orders", b"")',
            ("kafka", "producer", "orders"),
        ),
        (
            'from confluent_kafka import Consumer\nc = Consumer({})\nc.subscribe(["orders"])',
            ("kafka", "consumer", "orders"),
        ),
        (
            'import pika\nch.basic_publish(exchange="", routing_key="orders", body=b"")',
            ("rabbitmq", "producer", "orders"),
        ),
        ('import pika\nch.basic_consume("orders", handle)', ("rabbitmq", "consumer", "orders")),
        ("import boto3\nsqs.send_message(QueueUrl=settings.QUEUE_URL)", ("sqs", "producer", "settings.QUEUE_URL")),
        ("import dramatiq\n@dramatiq.actor\ndef pay(): ...", ("dramatiq", "consumer", "pay")),
    ],
    ids=lambda one: one[-1] if isinstance(one, tuple) else one[:24],
)
def test_both_ends_of_queues_are_read(code: str, said: tuple[str, str, str]) -> None:
    assert [(one.framework, one.role.value, one.name) for one in _facts(code).queues] == [said]


def test_an_actor_that_is_sent_is_a_producer() -> None:
    found = _facts("import dramatiq\n@dramatiq.actor\ndef pay(): ...\ndef buy():\n    pay.send(1)\n")

    assert [(one.role, one.inside) for one in found.queues] == [
        (QueueRole.CONSUMER, "pay"),
        (QueueRole.PRODUCER, "buy"),
    ]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            'CELERY_BEAT_SCHEDULE = {"n": {"task": "app.clean", "schedule": crontab(hour=3)}}',
            ("celery-beat", "app.clean", "crontab(hour=3)"),
        ),
        ("# celery\nsender.add_periodic_task(30.0, clean.s())", ("celery-beat", "clean", "30.0")),
        (
            'from apscheduler import schedulers\ns.add_job(clean, "cron", hour=3, id="x")',
            ("apscheduler", "clean", "cron, hour=3"),
        ),
        (
            'import apscheduler\n@s.scheduled_job("interval", minutes=3)\ndef clean(): ...',
            ("apscheduler", "clean", "interval, minutes=3"),
        ),
        (
            'import schedule\nschedule.every().day.at("10:30").do(clean)',
            ("schedule", "clean", 'schedule.every().day.at("10:30")'),
        ),
        ('CRONJOBS = [("*/5 * * * *", "app.cron.clean")]', ("django-crontab", "app.cron.clean", "*/5 * * * *")),
        (
            "from huey.contrib import djhuey\n@djhuey.periodic_task(crontab(hour=1))\ndef clean(): ...",
            ("huey", "clean", "crontab(hour=1)"),
        ),
    ],
    ids=lambda one: one[0] if isinstance(one, tuple) else "",
)
def test_scheduled_jobs_keep_their_schedule_as_written(code: str, said: tuple[str, str, str]) -> None:
    assert [(one.framework, one.name, one.when) for one in _facts(code).scheduled] == [said]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('import os\nos.environ["API_TOKEN"]', [("API_TOKEN", False, True)]),
        ('import os\nos.environ["HOME"] = "/"\ndel os.environ["X"]', []),
        ('from os import getenv\ngetenv("LEVEL", "info")', [("LEVEL", True, False)]),
        (
            'import environ\nenv = environ.Env()\nenv.bool("DEBUG", default=False)\nenv("NAME")',
            [("DEBUG", True, False), ("NAME", False, False)],
        ),
        ('from decouple import config\nconfig("PORT", cast=int)', [("PORT", False, False)]),
        (
            PYDANTIC,
            [("SHOP_SECRET_KEY", False, True), ("SHOP_LEVEL", True, False), ("PORT", False, False)],
        ),
        ("import os\nos.environ[name]", []),
        ('data = {}\ndata.get("API_TOKEN")  # environ', []),
    ],
    ids=["subscript", "written", "getenv", "django-environ", "decouple", "pydantic", "computed", "no environment"],
)
def test_settings_are_read_by_name(code: str, said: list[tuple[str, bool, bool]]) -> None:
    assert [(one.name, one.has_default, one.is_secret) for one in _facts(code).variables] == said


@pytest.mark.parametrize(
    ("code", "kind", "by"),
    [
        ("from tenacity import retry\n@retry\ndef f(): ...", "retry", "tenacity.retry"),
        ("import backoff\n@backoff.on_exception(backoff.expo, E)\ndef f(): ...", "retry", "backoff.on_exception"),
        ("import pybreaker\nb = pybreaker.CircuitBreaker()", "circuit-breaker", "pybreaker.CircuitBreaker"),
        ("import asyncio\nasyncio.wait_for(f(), 3)", "timeout", "asyncio.wait_for"),
        (
            "from app.limits import limiter\n@limiter.limit('5/minute')\ndef f(): ...",
            "rate-limit",
            "app.limits.limiter.limit",
        ),
        ("import signal\nsignal.signal(signal.SIGTERM, stop)", "graceful-shutdown", "signal.signal"),
        (
            "from django.db import transaction\n@transaction.atomic\ndef f(): ...",
            "transaction",
            "django.db.transaction.atomic",
        ),
        (
            "from sqlalchemy.orm import Session\nwith session.begin_nested():\n    pass",
            "transaction",
            "session.begin_nested",
        ),
        ("from django.core.cache import cache\ncache.get('x')", "cache", "django.core.cache.cache.get"),
        (
            "from flask_login import login_required\nclass V(View):\n    decorators = [login_required]",
            "authentication",
            "flask_login.login_required",
        ),
        (
            "from django.contrib.auth.mixins import LoginRequiredMixin\nclass V(LoginRequiredMixin): ...",
            "authentication",
            "LoginRequiredMixin",
        ),
        ("import sentry_sdk\nsentry_sdk.init(dsn)", "error-tracking", "sentry_sdk.init"),
        ("from prometheus_client import Counter\nC = Counter('a', 'b')", "metrics", "prometheus_client.Counter"),
        ("from opentelemetry import trace\ntrace.get_tracer('x')", "tracing", "opentelemetry.trace.get_tracer"),
        ("import structlog\nlog = structlog.get_logger()", "structured-logs", "structlog.get_logger"),
        ('key = request.headers["Idempotency-Key"]', "idempotency", "Idempotency-Key"),
        ("from celery import shared_task\n@shared_task(time_limit=3)\ndef f(): ...", "timeout", "celery time limit"),
        ("from celery import shared_task\n@shared_task(autoretry_for=(E,))\ndef f(): ...", "retry", "celery"),
        (
            "from rest_framework.views import APIView\nclass V(APIView):\n    throttle_scope = 'pay'",
            "rate-limit",
            "pay",
        ),
    ],
    ids=lambda one: one[:24],
)
def test_patterns_are_known_by_their_library(code: str, kind: str, by: str) -> None:
    assert [(one.kind.value, one.by) for one in _facts(code).patterns] == [(kind, by)]


@pytest.mark.parametrize(
    "source",
    [
        Source("a.py", "import requests\n" + "x = 1\n" * 30_000, "python"),
        Source("a.py", 'import requests\nrequests.get("' + "a" * 3_000 + '")\n', "python"),
        Source("a.py", "import requests\nx = " + "(" * 300 + "requests.get(url)" + ")" * 300, "python"),
        Source("a.py", "total = price * number\n", "python"),
        Source("a.rb", 'require "requests"\n', "ruby"),
        Source("a.txt", "import requests\nrequests.get(url)\n", None),
    ],
    ids=["long", "a long line", "deep", "without a promise", "another language", "no language"],
)
def test_what_is_too_large_or_not_ours_gives_nothing(source: Source) -> None:
    assert facts(source).is_empty


_PIECES = st.sampled_from(
    ["import requests\n", "@app.route('/x')\n", "def f(a: int = 1, *b, c=None):\n    ", "class A(models.Model):\n    ",
     "requests.get(", "f'https://{x}/'", ")", "path('a/', include([", "x = models.CharField(", "os.environ[", "]",
     "Column(Integer, ", "'", "\n", "%", "**k", "@", "router.register('a', V)\n", "from django.urls import path\n",
     "urlpatterns = [\n", "(", "Mapped[", "shared_task", ".delay("]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=25))
def test_whatever_the_code_is_its_facts_stand_on_its_lines_and_are_sorted(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = facts(Source("a.py", text, "python"))
    lines = [one.site.line for kind in (found.routes, found.calls, found.entities, found.patterns) for one in kind]

    assert all(1 <= line <= text.count("\n") + 1 for line in lines)
    assert united([found]) == found
