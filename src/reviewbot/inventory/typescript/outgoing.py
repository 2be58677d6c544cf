"""Read which calls leave the process: by the client that makes them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewbot.domain.inventory import Call, CallKind, Site
from reviewbot.inventory.typescript.targets import target_of
from reviewbot.syntax.outline.typescript import Outline
from reviewbot.syntax.outline.value import Called, Function, Record, chain


@dataclass(frozen=True, slots=True)
class _Client:
    """Calls of one kind by their resolved name.

    `places` are the keys of options that say where to; so does the first argument where the client `is_addressed`.
    `timeouts` are the keys that limit the time, empty where the question makes no sense.
    """

    name: re.Pattern[str]
    kind: CallKind
    places: tuple[str, ...] = ("url",)
    timeouts: tuple[str, ...] = ()
    is_addressed: bool = True


def _named(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})")


_VERBS = r"(?:get|post|put|patch|delete|head|options|request)"
_CLIENTS: Sequence[_Client] = (
    _Client(
        _named(rf"(?:axios(?:\.create\(\))?|@nestjs/(?:axios|common)\.HttpService\(\)(?:\.axiosRef)?)(?:\.{_VERBS})?"),
        CallKind.HTTP,
        ("url", "baseURL"),
        ("timeout", "signal"),
    ),
    _Client(
        _named(rf"got(?:\.got)?(?:\.extend\(\))?(?:\.(?:{_VERBS}|stream))?"),
        CallKind.HTTP,
        ("url", "prefixUrl"),
        ("timeout", "signal"),
    ),
    _Client(
        _named(rf"ky(?:\.(?:create|extend)\(\))?(?:\.{_VERBS})?"), CallKind.HTTP, ("prefixUrl",), ("timeout", "signal")
    ),
    _Client(
        _named(r"(?:globalThis\.|window\.)?fetch|(?:node-fetch|cross-fetch|isomorphic-fetch)(?:\.fetch)?"),
        CallKind.HTTP,
        (),
        ("signal", "timeout"),
    ),
    _Client(
        _named(r"undici\.(?:fetch|request|stream)"),
        CallKind.HTTP,
        (),
        ("signal", "headersTimeout", "bodyTimeout", "dispatcher"),
    ),
    _Client(_named(r"https?\.(?:request|get)"), CallKind.HTTP, ("hostname", "host"), ("timeout", "signal")),
    _Client(
        _named(rf"(?:request|request-promise|request-promise-native|postman-request)(?:\.{_VERBS})?"),
        CallKind.HTTP,
        ("url", "uri"),
        ("timeout",),
    ),
    _Client(_named(rf"needle(?:\.{_VERBS})?"), CallKind.HTTP, (), ("timeout", "response_timeout", "open_timeout")),
    _Client(_named(rf"superagent\.{_VERBS}"), CallKind.HTTP, ()),
    _Client(
        _named(
            r"stripe|twilio|openai(?:\.OpenAI)?|@anthropic-ai/sdk(?:\.Anthropic)?|@slack/web-api\.WebClient|@octokit/rest\.Octokit"
            r"|plaid\.PlaidApi|algoliasearch(?:\.\w+)?|web-push\.sendNotification"
        ),
        CallKind.HTTP,
        ("baseURL", "baseUrl", "host"),
        is_addressed=False,
    ),
    _Client(
        _named(
            r"pg\.(?:Pool|Client)|pg-promise\(\)|mysql2?(?:/promise)?\.create(?:Pool|Connection)|mongodb\.MongoClient(?:\.connect)?"
            r"|mongoose\.(?:connect|createConnection)|(?:sequelize|sequelize-typescript|@sequelize/core)\.Sequelize|sequelize|knex(?:\.knex)?"
            r"|typeorm\.(?:DataSource|createConnection)|@nestjs/typeorm\.TypeOrmModule\.forRoot(?:Async)?"
            r"|@nestjs/mongoose\.MongooseModule\.forRoot(?:Async)?|@nestjs/sequelize\.SequelizeModule\.forRoot(?:Async)?"
            r"|(?:@prisma/client|\.[\w./@-]*prisma[\w./-]*)\.PrismaClient|@elastic/elasticsearch\.Client|better-sqlite3|postgres"
            r"|@aws-sdk/client-dynamodb\.DynamoDBClient|aws-sdk\.DynamoDB(?:\.DocumentClient)?|neo4j-driver\.driver|cassandra-driver\.Client"
            r"|@clickhouse/client\.createClient|@supabase/supabase-js\.createClient"
        ),
        CallKind.DATABASE,
        ("connectionString", "url", "uri", "host", "node"),
    ),
    _Client(
        _named(
            r"ioredis(?:\.(?:Redis|Cluster))?|redis\.createClient|redis\.createCluster|memcached|memjs\.Client\.create|@upstash/redis\.Redis"
        ),
        CallKind.CACHE,
        ("url", "host"),
    ),
    _Client(
        _named(
            r"@aws-sdk/client-s3\.S3(?:Client)?|aws-sdk(?:/clients/s3|\.S3)|@google-cloud/storage\.Storage|minio\.Client"
            r"|@azure/storage-blob\.BlobServiceClient(?:\.\w+)?|cloudinary\.v2\.uploader\.upload"
        ),
        CallKind.STORAGE,
        ("endpoint", "endPoint"),
        is_addressed=False,
    ),
    _Client(
        _named(
            r"nodemailer\.createTransport|@sendgrid/mail\.(?:send|sendMultiple)|@aws-sdk/client-ses(?:v2)?\.SES(?:v2)?Client|aws-sdk\.SES"
            r"|resend\.Resend|postmark\.ServerClient|mailgun\.js|mailgun-js|@nestjs-modules/mailer\.MailerModule\.forRoot(?:Async)?"
        ),
        CallKind.MAIL,
        ("host", "url"),
        is_addressed=False,
    ),
    _Client(_named(r"@connectrpc/connect\.create(?:Promise)?Client|@grpc/grpc-js\.Client"), CallKind.RPC, ("url",)),
)
_RPC_CREDENTIALS = re.compile(r"(?:@grpc/grpc-js|grpc)\.credentials\.create\w+")
_RPC_CLIENTS = re.compile(r"\bnew\s+(?:[\w$]{1,60}\.){0,6}([\w$]{1,60})\([^;]{0,200}?credentials\.create")
_END = re.compile(r"[.(]")
_WITH_BODY = frozenset({"post", "put", "patch"})
_NESTED = ("options", "connection", "transport", "socket")
PACKAGES = frozenset({
    "@anthropic-ai/sdk", "@aws-sdk/client-dynamodb", "@aws-sdk/client-s3", "@aws-sdk/client-ses",
    "@aws-sdk/client-sesv2", "@azure/storage-blob", "@clickhouse/client", "@connectrpc/connect",
    "@elastic/elasticsearch", "@google-cloud/storage", "@grpc/grpc-js", "@nestjs-modules/mailer", "@nestjs/axios",
    "@nestjs/mongoose", "@nestjs/sequelize", "@nestjs/typeorm", "@octokit/rest", "@prisma/client", "@sendgrid/mail",
    "@sequelize/core", "@slack/web-api", "@supabase/supabase-js", "@upstash/redis", "algoliasearch", "aws-sdk",
    "axios", "better-sqlite3", "cassandra-driver", "cloudinary", "cross-fetch", "fetch", "got", "grpc", "http",
    "https", "ioredis", "isomorphic-fetch", "knex", "ky", "mailgun-js", "memcached", "memjs", "minio", "mongodb",
    "mongoose", "mysql", "mysql2", "needle", "neo4j-driver", "node-fetch", "nodemailer", "openai", "pg",
    "pg-promise", "plaid", "postgres", "postman-request", "postmark", "redis", "request", "request-promise",
    "request-promise-native", "resend", "sequelize", "sequelize-typescript", "stripe", "superagent", "twilio",
    "typeorm", "undici", "web-push",
})  # fmt: skip
WORDS = frozenset({"PrismaClient", "fetch"})
_FREE = frozenset({"fetch"})


def words(text: str) -> frozenset[str]:
    """Give the words that this file's calls end in besides WORDS: clients of gRPC are classes of any name."""
    return WORDS | frozenset(_RPC_CLIENTS.findall(text) if "grpc" in text else ())


def outgoing(path: str, text: str, outline: Outline) -> Iterator[Call]:
    """Give the calls of HTTP clients, and where connections to databases and the like are made."""
    made = outline.made
    for called in outline.calls:
        found = next(
            ((client, name) for name in called.names for client in _CLIENTS if _fits(client, name, text)), None
        )
        if found is not None:
            client, name = found
            yield _call(path, called, client, name, made)
        elif any(isinstance(one, Called) and _is_credential(one) for one in called.given):
            yield Call(Site(path, called.line), CallKind.RPC, target_of(called.at(0)), called.written, called.inside)


def _fits(client: _Client, name: str, text: str) -> bool:
    """Tell whether a name is a client's; what nothing binds is no package that the file does not even mention."""
    if client.name.fullmatch(name) is None:
        return False
    package = _END.split(name, maxsplit=1)[0]
    return (
        name.startswith(".") or package in _FREE or re.search(rf"['\"](?:node:)?{re.escape(package)}", text) is not None
    )


def _is_credential(called: Called) -> bool:
    return any(_RPC_CREDENTIALS.fullmatch(name) for name in called.names)


def _call(path: str, called: Called, client: _Client, name: str, made: Mapping[str, Called]) -> Call:
    options = tuple(_options(called, made))
    stated = (target_of(one.at(key)) for one in options for key in client.places)
    return Call(
        site=Site(path, called.line),
        kind=client.kind,
        target=_address(called, client) or next((one for one in stated if one), ""),
        by=name.removesuffix("()"),
        inside=called.inside,
        has_timeout=_has_timeout(called, client, name, options) if client.timeouts else None,
    )


def _address(called: Called, client: _Client) -> str:
    return target_of(called.at(0)) if client.is_addressed else ""


def _has_timeout(called: Called, client: _Client, name: str, options: Sequence[Record]) -> bool | None:
    """Tell whether a limit is said; None where it may be, in options from elsewhere."""
    if not {key for one in options for key, _ in one.pairs}.isdisjoint(client.timeouts):
        return True
    given = called.at(2 if called.word in _WITH_BODY and not name.startswith("http") else 1)
    is_open = any(not one.is_whole for one in options) or "HttpService" in name
    return None if is_open or not isinstance(given, Record | Function | None) else False


def _options(called: Called, made: Mapping[str, Called]) -> Iterator[Record]:
    """Give what a call is told by keys, and what its client was told when it was made."""
    owner = made.get(called.owner)
    for one in (*chain(called), *((owner,) if owner is not None else ())):
        for given in one.given:
            if isinstance(given, Record):
                yield given
                yield from (inner for key in _NESTED if isinstance(inner := given.at(key), Record))
