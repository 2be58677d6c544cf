"""Compare what a caller must show: every way that was open has to stay open."""

from collections.abc import Iterator

from reviewbot.detectors.openapi.endpoint import Endpoint, Version
from reviewbot.detectors.openapi.kind import Kind
from reviewbot.detectors.openapi.library import followed
from reviewbot.detectors.openapi.pair import Note, Sides
from reviewbot.detectors.openapi.part import Part, child, children, entries, has, texts
from reviewbot.detectors.openapi.saying import written
from reviewbot.detectors.openapi.schema import Opener
from reviewbot.domain.diff import Side

_DEFINING = ("type", "scheme", "in", "name")

Way = frozenset[tuple[str, str]]
"""What one way of calling takes: schemes, each with every scope."""


def of_security(endpoint: Endpoint, sides: Sides) -> Iterator[Note]:
    """Say whether a caller that was let in is now turned away, or one more is let in."""
    before, after = _stated(endpoint.base), _stated(endpoint.head)
    was, is_now = _ways(before, endpoint.base, sides.base), _ways(after, endpoint.head, sides.head)
    detail = f"{_said(before)} → {_said(after)}"
    if not all(any(new <= old for new in is_now) for old in was):
        kind = Kind.SECURITY_SET if before is None else Kind.SECURITY_TIGHTENED
        yield from _noted(kind, before, after, detail)
    elif not all(any(old <= new for old in was) for new in is_now):
        yield from _noted(Kind.SECURITY_LOOSENED, before, after, detail)


def of_schemes(base: Part, head: Part) -> Iterator[Note]:
    """Note the schemes that are defined no more; whether an operation needed one is said with the operation."""
    before, after = _schemes(base), _schemes(head)
    for name in (one for one in before if one not in after):
        yield Note(Kind.SECURITY_SCHEME_REMOVED, Side.LEFT, before[name], name)


def _stated(version: Version) -> Part | None:
    owner = version.operation if has(version.operation, "security") else version.root
    return child(owner, "security") if has(owner, "security") else None


def _ways(stated: Part | None, version: Version, opener: Opener) -> list[Way]:
    """List the ways in; what asks for nothing lets everybody in."""
    listed = list(children(stated)) if stated is not None else []
    schemes = _schemes(version.root)
    return [_way(one, schemes, opener) for one in listed] or [frozenset()]


def _way(requirement: Part, schemes: dict[str, Part], opener: Opener) -> Way:
    found: set[tuple[str, str]] = set()
    for name, scopes in entries(requirement).items():
        scheme = _scheme(name, schemes, opener)
        found |= {(scheme, ""), *((scheme, scope) for scope in texts(scopes))}
    return frozenset(found)


def _scheme(name: str, schemes: dict[str, Part], opener: Opener) -> str:
    """Write a scheme by what it is, so that a new name for the same is no change."""
    part = followed(opener.library, schemes[name]) if name in schemes else None
    if part is None:
        return name
    return written([str(child(part, word).value or "").lower() for word in _DEFINING])


def _schemes(root: Part) -> dict[str, Part]:
    return entries(child(root, "securityDefinitions")) or entries(child(child(root, "components"), "securitySchemes"))


def _noted(kind: Kind, before: Part | None, after: Part | None, detail: str) -> Iterator[Note]:
    if after is not None:
        yield Note(kind, Side.RIGHT, after, "security", detail)
    elif before is not None:
        yield Note(kind, Side.LEFT, before, "security", detail)


def _said(stated: Part | None) -> str:
    ways = [" and ".join(_required(one)) or "nothing" for one in children(stated)] if stated is not None else []
    return " or ".join(ways) or "nothing"


def _required(requirement: Part) -> Iterator[str]:
    for name, scopes in entries(requirement).items():
        yield f"{name} ({', '.join(texts(scopes))})" if texts(scopes) else name
