"""What clients rely on, and how a change touches it."""

from dataclasses import dataclass
from enum import StrEnum

from reviewbot.domain.diff import Side


class Impact(StrEnum):
    """What a change of a contract does to those who rely on it.

    Breaking: a client that kept to the contract fails. Dangerous: one fails that is stricter than it had to be, such
    as a `switch` without a default. Safe: none can tell.
    """

    BREAKING = "breaking"
    DANGEROUS = "dangerous"
    SAFE = "safe"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the contract of the base and that of the head.

    `kind` is the word by which a detector asks for it. `line`, from 1, is where one version of `path` says it: the
    base's where something is gone, else the head's. `inside` is the dotted way to what it stands in; `subject` names
    the thing (`GET /v1/orders`, `total`), `where` who uses it (operations, a type, a message), and `detail` what it
    was and is, if that can be said in a few words.
    """

    kind: str
    impact: Impact
    path: str
    side: Side
    line: int
    inside: str
    subject: str
    where: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing two revisions gave: the changes, and for each path that could not be read, why."""

    changes: tuple[Change, ...] = ()
    failures: tuple[tuple[str, str], ...] = ()
