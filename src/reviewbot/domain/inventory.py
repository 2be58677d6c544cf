"""What a repository is made of: facts that its code states, and nothing that anybody concludes from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Site:
    """Where a fact stands: a line of a file, from 1."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a route takes: `where` is `path`, `query`, `header` or `body`; `type` is written as the code has it."""

    name: str
    where: str
    type: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one path that the repository answers.

    `method` is in capitals, `ANY` for all of them. `path` has its parameters as `{name}`. `handler` is the dotted name
    of what answers it. `guards` name what stands before it (a decorator, a dependency, a middleware), as the code
    writes them. `request` and `answer` name models, empty where the code does not say. `router` is the router or class
    that it belongs to, under which `Mount` may put a prefix.
    """

    site: Site
    framework: str
    method: str
    path: str
    handler: str
    parameters: tuple[Parameter, ...] = ()
    guards: tuple[str, ...] = ()
    request: str = ""
    answer: str = ""
    status: int | None = None
    router: str = ""


@dataclass(frozen=True, slots=True)
class Mount:
    """A prefix under which a router is mounted: `target` is its name, or the module that holds it, as imported.

    A target of `*` stands for all routes of the framework in the folder of the site and below. `router` is what it is
    mounted on, as a route's; empty where the file itself is.
    """

    site: Site
    framework: str
    prefix: str
    target: str
    guards: tuple[str, ...] = ()
    router: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a stored model; `type` is the code's word."""

    name: str
    type: str
    is_key: bool = False
    is_unique: bool = False
    is_indexed: bool = False
    is_optional: bool = False


class Many(StrEnum):
    """How many of one model belong to how many of another."""

    ONE_TO_ONE = "one-to-one"
    ONE_TO_MANY = "one-to-many"
    MANY_TO_ONE = "many-to-one"
    MANY_TO_MANY = "many-to-many"


@dataclass(frozen=True, slots=True)
class Relation:
    """One model's reference to another by the name of its class; `on_delete` is the code's word, empty for none."""

    name: str
    target: str
    many: Many
    on_delete: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A model that is stored; `table` is empty where the framework derives it.

    `parents` are the classes that it has columns from, as imported. One that is abstract is stored as its children.
    """

    site: Site
    framework: str
    name: str
    table: str = ""
    columns: tuple[Column, ...] = ()
    relations: tuple[Relation, ...] = ()
    parents: tuple[str, ...] = ()
    is_abstract: bool = False


class CallKind(StrEnum):
    """What an outgoing call goes to."""

    HTTP = "http"
    DATABASE = "database"
    CACHE = "cache"
    STORAGE = "storage"
    MAIL = "mail"
    RPC = "rpc"


@dataclass(frozen=True, slots=True)
class Call:
    """A call that leaves the process.

    `target` is the host, address or name of a setting that the code states, empty where it is computed; `by` is the
    client's function, its name resolved. `inside` is the dotted name of the enclosing definition. `has_timeout` is
    None where the question makes no sense.
    """

    site: Site
    kind: CallKind
    target: str
    by: str
    inside: str = ""
    has_timeout: bool | None = None


class QueueRole(StrEnum):
    """Which end of a queue code is at."""

    CONSUMER = "consumer"
    PRODUCER = "producer"


@dataclass(frozen=True, slots=True)
class Queue:
    """A message, task or event that leaves for a queue or comes from one; `name` is the queue's, topic's or task's."""

    site: Site
    framework: str
    role: QueueRole
    name: str
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A job that a clock starts; `when` is written as the code has it."""

    site: Site
    framework: str
    name: str
    when: str


@dataclass(frozen=True, slots=True)
class Variable:
    """A setting that is read from the environment; never its value. `is_secret` by its name."""

    site: Site
    name: str
    has_default: bool = False
    is_secret: bool = False


class PatternKind(StrEnum):
    """What a reliability or monitoring pattern is there for."""

    TIMEOUT = "timeout"
    RETRY = "retry"
    CIRCUIT_BREAKER = "circuit-breaker"
    RATE_LIMIT = "rate-limit"
    HEALTH_CHECK = "health-check"
    GRACEFUL_SHUTDOWN = "graceful-shutdown"
    IDEMPOTENCY = "idempotency"
    TRANSACTION = "transaction"
    CACHE = "cache"
    AUTHENTICATION = "authentication"
    ERROR_TRACKING = "error-tracking"
    METRICS = "metrics"
    TRACING = "tracing"
    STRUCTURED_LOGS = "structured-logs"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A known pattern that the code uses: `by` is the library or construct."""

    site: Site
    kind: PatternKind
    by: str


_Fact = TypeVar("_Fact", Route, Mount, Entity, Call, Queue, Scheduled, Variable, Pattern)


@dataclass(frozen=True, slots=True)
class Inventory:
    """All facts of some files, or of the whole repository, each kind sorted by its site."""

    routes: tuple[Route, ...] = ()
    mounts: tuple[Mount, ...] = ()
    entities: tuple[Entity, ...] = ()
    calls: tuple[Call, ...] = ()
    queues: tuple[Queue, ...] = ()
    scheduled: tuple[Scheduled, ...] = ()
    variables: tuple[Variable, ...] = ()
    patterns: tuple[Pattern, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was found."""
        return not any(getattr(self, one.name) for one in fields(self))


def united(parts: Sequence[Inventory]) -> Inventory:
    """Put the facts of several files together, sorted by path and line: the same parts in any order give the same."""
    return Inventory(
        routes=_sorted(one for part in parts for one in part.routes),
        mounts=_sorted(one for part in parts for one in part.mounts),
        entities=_sorted(one for part in parts for one in part.entities),
        calls=_sorted(one for part in parts for one in part.calls),
        queues=_sorted(one for part in parts for one in part.queues),
        scheduled=_sorted(one for part in parts for one in part.scheduled),
        variables=_sorted(one for part in parts for one in part.variables),
        patterns=_sorted(one for part in parts for one in part.patterns),
    )


def _sorted(facts: Iterable[_Fact]) -> tuple[_Fact, ...]:
    # Two facts of one line go by all that they say, so that no order of files or shards shows.
    return tuple(sorted(facts, key=lambda one: (one.site.path, one.site.line, repr(one))))
