"""List the functions of Python's libraries that leave the process, and what they say of target and timeout."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reviewbot.domain.inventory import CallKind

_HTTP = ("get", "post", "put", "patch", "delete", "head", "options", "request")


@dataclass(frozen=True, slots=True)
class Client:
    """Functions of one library: where the target stands, and which argument sets a timeout.

    `default` tells whether they time out where nothing is said; None where the code alone does not tell. `target` is
    a position, -1 for none.
    """

    kind: CallKind
    words: tuple[str, ...]
    target: int = 0
    names: tuple[str, ...] = ("url",)
    timeouts: tuple[str, ...] = ("timeout",)
    timeout_at: int = -1
    default: bool | None = False


def _of(client: Client, *owners: str) -> Mapping[str, Client]:
    return {f"{owner}.{word}": client for owner in owners for word in client.words}


def _http(default: bool | None, *owners: str) -> Mapping[str, Client]:
    """Give the verbs of a client: the address is the first argument, behind the method that `request` takes first."""
    verbs = Client(CallKind.HTTP, _HTTP[:-1], default=default)
    return {**_of(verbs, *owners), **_of(Client(CallKind.HTTP, ("request", "stream"), 1, default=default), *owners)}


_DATABASE = ("dsn", "url", "host", "conninfo", "database")
_CONNECTS = Client(
    CallKind.DATABASE, ("connect", "create_pool"), 0, _DATABASE, ("connect_timeout", "timeout"), default=None
)

CLIENTS: Mapping[str, Client] = MappingProxyType(
    {
        **_http(False, "requests", "requests.Session", "requests.session", "requests.sessions.Session", "requests.api"),
        # These time out by themselves: httpx after 5 seconds, aiohttp after 5 minutes.
        **_http(
            True,
            "httpx",
            "httpx.Client",
            "httpx.AsyncClient",
            "aiohttp",
            "aiohttp.ClientSession",
            "aiohttp.client.ClientSession",
        ),
        **_http(None, "urllib3.PoolManager", "urllib3", "niquests", "niquests.Session"),
        **_of(
            Client(CallKind.HTTP, ("urlopen",), timeout_at=2), "urllib.request", "six.moves.urllib.request", "urllib2"
        ),
        **_of(Client(CallKind.HTTP, ("urlretrieve",), default=False, timeouts=()), "urllib.request"),
        **_of(
            Client(CallKind.HTTP, ("HTTPConnection", "HTTPSConnection"), names=("host",), timeout_at=2), "http.client"
        ),
        **_of(
            Client(
                CallKind.HTTP, ("WebClient", "AsyncWebClient", "WebhookClient"), -1, ("base_url", "url"), default=True
            ),
            "slack_sdk",
            "slack_sdk.web",
            "slack_sdk.webhook",
        ),
        **_of(
            Client(
                CallKind.HTTP, ("OpenAI", "AsyncOpenAI", "Anthropic", "AsyncAnthropic"), -1, ("base_url",), default=True
            ),
            "openai",
            "anthropic",
        ),
        **_of(
            Client(CallKind.CACHE, ("Redis", "StrictRedis"), 0, ("host",), ("socket_timeout",), default=None),
            "redis",
            "redis.client",
            "redis.asyncio",
            "redis.asyncio.client",
        ),
        **_of(
            Client(CallKind.CACHE, ("from_url",), 0, ("url",), ("socket_timeout",), default=None),
            "redis",
            "redis.Redis",
            "redis.StrictRedis",
            "redis.asyncio",
            "redis.asyncio.Redis",
            "aioredis",
            "redis.ConnectionPool",
        ),
        **_of(
            Client(CallKind.CACHE, ("Client",), 0, ("server", "servers"), default=None),
            "pymemcache.client.base",
            "memcache",
            "pymemcache",
        ),
        **_of(Client(CallKind.MAIL, ("SMTP", "SMTP_SSL"), 0, ("host", "hostname"), timeout_at=3), "smtplib"),
        **_of(Client(CallKind.MAIL, ("SMTP", "send"), -1, ("hostname",), default=True), "aiosmtplib"),
        **_of(
            Client(
                CallKind.MAIL,
                (
                    "send_mail",
                    "send_mass_mail",
                    "mail_admins",
                    "mail_managers",
                    "EmailMessage",
                    "EmailMultiAlternatives",
                ),
                -1,
                (),
                (),
                default=None,
            ),
            "django.core.mail",
            "django.core.mail.message",
        ),
        **_of(
            Client(CallKind.MAIL, ("send",), -1, (), (), default=None),
            "flask_mail.Mail",
            "flask_mailman.Mail",
            "fastapi_mail.FastMail",
        ),
        **_of(
            Client(CallKind.RPC, ("insecure_channel", "secure_channel"), 0, ("target",), (), default=None),
            "grpc",
            "grpc.aio",
        ),
        **_of(Client(CallKind.RPC, ("ServerProxy",), 0, ("uri",), (), default=None), "xmlrpc.client"),
        **_of(
            _CONNECTS,
            "psycopg2",
            "psycopg",
            "pymysql",
            "MySQLdb",
            "asyncpg",
            "mysql.connector",
            "psycopg.AsyncConnection",
            "aiomysql",
        ),
        **_of(
            Client(CallKind.DATABASE, ("create_engine", "create_async_engine"), 0, ("url",), (), default=None),
            "sqlalchemy",
            "sqlalchemy.engine",
            "sqlalchemy.ext.asyncio",
            "sqlmodel",
        ),
        **_of(
            Client(
                CallKind.DATABASE,
                ("MongoClient", "AsyncIOMotorClient"),
                0,
                ("host",),
                ("timeoutMS", "socketTimeoutMS"),
                default=None,
            ),
            "pymongo",
            "motor.motor_asyncio",
        ),
        **_of(
            Client(
                CallKind.DATABASE,
                ("Elasticsearch", "AsyncElasticsearch", "OpenSearch"),
                0,
                ("hosts",),
                ("timeout", "request_timeout"),
                default=True,
            ),
            "elasticsearch",
            "opensearchpy",
        ),
        **_of(Client(CallKind.STORAGE, ("Client",), -1, (), (), default=True), "google.cloud.storage"),
        **_of(Client(CallKind.STORAGE, ("Minio",), 0, ("endpoint",), (), default=True), "minio"),
        **_of(
            Client(
                CallKind.STORAGE, ("BlobServiceClient", "from_connection_string"), 0, ("account_url",), (), default=None
            ),
            "azure.storage.blob",
            "azure.storage.blob.BlobServiceClient",
        ),
        **_of(Client(CallKind.STORAGE, ("FTP", "FTP_TLS"), 0, ("host",), timeout_at=4), "ftplib"),
    }
)

AWS = frozenset({"boto3.client", "boto3.resource", "boto3.Session.client", "boto3.Session.resource",
                 "boto3.session.Session.client", "boto3.session.Session.resource"})  # fmt: skip
"""What makes a client of an AWS service that the first argument names; they time out after 60 seconds."""

AWS_KINDS: Mapping[str, CallKind] = MappingProxyType(
    {"s3": CallKind.STORAGE, "ses": CallKind.MAIL, "sesv2": CallKind.MAIL, "dynamodb": CallKind.DATABASE}
)
"""What AWS services are, where they are not called over HTTP in the end as all of them are."""

WORDS = frozenset(one.rpartition(".")[2] for one in (*CLIENTS, *AWS))
