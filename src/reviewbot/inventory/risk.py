"""Rate how much harm the code of a slice may do: entry points, writes, money, sign-in, hits of detectors, changes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from reviewbot.domain.audit import Slice
from reviewbot.domain.inventory import Call, CallKind, Entity, Inventory, Queue, QueueRole, Route
from reviewbot.domain.paths import PathClass, path_class

HIGHEST = 100
"""The risk of a slice at most."""

_PRODUCTION = frozenset({PathClass.PRODUCTION, PathClass.MIGRATION})
_WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE", "ANY"})
_MONEY = frozenset(
    ("account", "balance", "billing", "cart", "charge", "checkout", "currency", "invoice", "ledger", "money", "order",
     "payment", "payout", "price", "refund", "stripe", "subscription", "tax", "transfer", "wallet")
)  # fmt: skip
_SIGN_IN = frozenset(
    ("admin", "auth", "authentication", "authorization", "credential", "jwt", "key", "login", "oauth", "password",
     "permission", "role", "secret", "session", "signin", "signup", "sso", "token", "webhook")
)  # fmt: skip
_Fact = TypeVar("_Fact", Route, Entity, Call, Queue)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks of risk: facts of the repository, and by path hits of detectors and changes of the last year.

    `changes` is None where the history is not there to tell.
    """

    inventory: Inventory
    hits: Mapping[str, int] = field(default_factory=dict)
    changes: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class _Sign:
    """One reason for a risk in words, empty where it is not said, and what it counts."""

    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class _Facts:
    """The facts of the repository, by the id of the slice where they stand."""

    routes: Mapping[str, Sequence[Route]]
    entities: Mapping[str, Sequence[Entity]]
    calls: Mapping[str, Sequence[Call]]
    queues: Mapping[str, Sequence[Queue]]


def rated(slices: Sequence[Slice], signs: Signs) -> tuple[Slice, ...]:
    """Give slices with their risk, from 0 to 100, and the reasons for it, in the order given."""
    homes, known = {path: one.id for one in slices for path in one.paths}, signs.inventory
    facts = _Facts(
        _at_home(known.routes, homes),
        _at_home(known.entities, homes),
        _at_home(known.calls, homes),
        _at_home(known.queues, homes),
    )
    return tuple(_rated(one, facts, signs) for one in slices)


def _at_home(facts: Iterable[_Fact], homes: Mapping[str, str]) -> Mapping[str, Sequence[_Fact]]:
    found = dict[str, list[_Fact]]()
    for one in facts:
        # A test's routes and models are made up.
        if one.site.path in homes and path_class(one.site.path) in _PRODUCTION:
            found.setdefault(homes[one.site.path], []).append(one)
    return found


def _rated(one: Slice, facts: _Facts, signs: Signs) -> Slice:
    code = tuple(path for path in one.paths if path_class(path) in _PRODUCTION)
    if not code:
        return replace(one, risk=0, reasons=("no production code",))
    found = [
        sign
        for sign in (*_of_facts(one.id, facts), *_of_words(_words(one.id, code, facts)), *_of_files(code, signs))
        if sign.points
    ]
    return replace(
        one, risk=min(HIGHEST, sum(sign.points for sign in found)), reasons=tuple(s.reason for s in found if s.reason)
    )


def _of_facts(name: str, facts: _Facts) -> Iterator[_Sign]:
    routes, calls = facts.routes.get(name, ()), facts.calls.get(name, ())
    entries = len(routes) + sum(1 for one in facts.queues.get(name, ()) if one.role is QueueRole.CONSUMER)
    yield _Sign(min(25, 10 * entries), _said(entries, "entry point"))
    writing = sum(1 for route in routes if route.method in _WRITES)
    yield _Sign(min(10, 5 * writing), _said(writing, "writing route"))
    stored = len(facts.entities.get(name, ())) + sum(1 for one in calls if one.kind is CallKind.DATABASE)
    yield _Sign(min(10, 2 * stored), f"{_said(stored, 'place')} that store or query")
    outgoing = sum(1 for one in calls if one.kind is not CallKind.DATABASE)
    yield _Sign(min(5, 2 * outgoing), _said(outgoing, "outgoing call"))


def _of_words(words: frozenset[str]) -> Iterator[_Sign]:
    for about, known in (("money", _MONEY), ("sign-in and permissions", _SIGN_IN)):
        found = sorted(words & known)
        yield _Sign(20 if found else 0, f"{about}: {', '.join(found[:3])}")


def _of_files(paths: Sequence[str], signs: Signs) -> Iterator[_Sign]:
    hits = sum(signs.hits.get(path, 0) for path in paths)
    # Never named: what comes next is said in public, and would lead to weaknesses that only maintainers may see.
    yield _Sign(min(10, 2 * hits), "")
    changes = sum((signs.changes or {}).get(path, 0) for path in paths)
    yield _Sign(min(10, changes // 4), f"{_said(changes, 'change')} lately")


def _said(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _words(name: str, paths: Sequence[str], facts: _Facts) -> frozenset[str]:
    """Collect the words of a slice's paths, of its routes and of its models, in the singular."""
    routes, entities = facts.routes.get(name, ()), facts.entities.get(name, ())
    texts = (*paths, *(one.path for one in routes), *(one.name for one in entities))
    found = {word.lower() for text in texts for word in _WORD.findall(text)}
    return frozenset(found | {word.removesuffix("s") for word in found})
