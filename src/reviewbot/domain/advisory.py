"""What is publicly known to be wrong with a dependency that a change brings."""

from dataclasses import dataclass

from reviewbot.domain.levels import Severity


@dataclass(frozen=True, slots=True)
class Advisory:
    """One published vulnerability: `id` is such as GHSA-fqfj-cmh6-hj49."""

    id: str
    severity: Severity
    summary: str


@dataclass(frozen=True, slots=True)
class Vulnerable:
    """A dependency that a change adds, or moves to a version that advisories name.

    `path` is the manifest or lock file that brings it. `is_development` is what production does not run.
    """

    path: str
    name: str
    version: str
    is_development: bool
    advisories: tuple[Advisory, ...]


@dataclass(frozen=True, slots=True)
class Unasked:
    """Why nobody said what is known: half a sentence that goes on from a colon."""

    reason: str
