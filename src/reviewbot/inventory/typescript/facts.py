"""Put together what a TypeScript or JavaScript file says of the server that it is part of."""

import re

from reviewbot.domain.inventory import Inventory
from reviewbot.inventory.gathered import gathered
from reviewbot.inventory.typescript import express, nest, outgoing, patterns, queued, schemas, settings
from reviewbot.inventory.typescript.entities import entities
from reviewbot.syntax.outline.typescript import outline
from reviewbot.syntax.tree import Tree

_WORDS = frozenset().union(express.WORDS, nest.WORDS, queued.WORDS, settings.WORDS, schemas.WORDS, patterns.WORDS)
_PACKAGES = outgoing.PACKAGES | queued.PACKAGES | schemas.PACKAGES | patterns.PACKAGES
# Their packages are imported all over a program for types; what facts are made of has words of its own.
_COMMON = frozenset({"typeorm", "http", "https", "@nestjs/typeorm", "@nestjs/mongoose", "@prisma/client"})
_MENTIONED = "|".join(
    sorted(re.escape(one) for one in (_PACKAGES | {"amqplib", "kafkajs", "agenda", "nats"}) - _COMMON)
)
_PROMISING = re.compile(
    rf"['\"](?:node:)?(?:{_MENTIONED})['\"/]|process\.env|import\.meta\.env|\bfetch\(|@opentelemetry|@sentry|client-s[qn]s"
    r"|@(?:Controller|Cron|Interval|\w+Pattern|GrpcMethod|Processor|InjectQueue|\w*Entity|\w*Column|Table|Schema|Property)\b"
    r"|DataSource\(|PrismaClient\(|forRoot|https?\.(?:get|request)\(|ClientProxy|ConfigService|HttpService|GlobalPrefix"
    r"|ShutdownHooks|SIGTERM|SIGINT|\.\$?\w*[tT]ransaction\(|@Transaction|express|fastify|\bkoa\b|hono|restify|[sS]equelize"
    r"|\.(?:get|post|put|patch|delete|all|use|register|route)\(\s*[\[\"'`]|\.use\(|(?i:idempotency)"
)


def is_promising(text: str) -> bool:
    """Tell whether a file mentions anything that facts are made of: most do not, and are never parsed."""
    return _PROMISING.search(text) is not None


def facts(path: str, tree: Tree) -> Inventory:
    """Read a parsed file; what it mounts is not joined with what it mounts it under yet."""
    text, read = tree.text, outline(tree, _WORDS | outgoing.words(tree.text), _PACKAGES)
    served = express.served(path, text, read)
    controlled = nest.controlled(path, tree, read) if "@Controller" in text or "GlobalPrefix" in text else None
    routes = (*served.routes, *(controlled.routes if controlled else ()))
    return gathered(
        [
            *routes,
            *served.mounts,
            *(controlled.mounts if controlled else ()),
            *entities(path, read),
            *schemas.schemas(path, text, read),
            *outgoing.outgoing(path, text, read),
            *queued.queues(path, text, read),
            *queued.scheduled(path, text, read),
            *settings.variables(path, read),
            *patterns.patterns(path, text, read, routes),
        ]
    )
