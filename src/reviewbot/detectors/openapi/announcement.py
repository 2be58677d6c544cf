"""Compare what an operation announces: its end, its stability, its name in generated clients; and the servers."""

from collections.abc import Iterator

from reviewbot.detectors.openapi.endpoint import Endpoint
from reviewbot.detectors.openapi.kind import Kind
from reviewbot.detectors.openapi.pair import Note
from reviewbot.detectors.openapi.part import Part, child, children
from reviewbot.detectors.openapi.retirement import is_deprecated, sunset
from reviewbot.detectors.openapi.saying import said
from reviewbot.domain.diff import Side

_LEVELS = ("draft", "alpha", "beta", "stable")


def of_announcements(endpoint: Endpoint) -> Iterator[Note]:
    """Say what was announced of an operation, and what is taken back."""
    before, after = endpoint.base.operation, endpoint.head.operation
    if is_deprecated(after) and not is_deprecated(before):
        yield Note(Kind.OPERATION_DEPRECATED, Side.RIGHT, child(after, "deprecated"), endpoint.name)
    was, is_now = sunset(before), sunset(after)
    if was is not None and is_now is not None and is_now < was:
        yield Note(Kind.SUNSET_BROUGHT_FORWARD, Side.RIGHT, after, endpoint.name, f"{was} → {is_now}")
    if _level(after) < _level(before):
        detail = f"{said(child(before, _STABILITY).value or 'stable')} → {said(child(after, _STABILITY).value)}"
        yield Note(Kind.STABILITY_LOWERED, Side.RIGHT, child(after, _STABILITY), endpoint.name, detail)
    yield from _named(before, after, endpoint.name)


_STABILITY = "x-stability-level"


def of_servers(base: Part, head: Part) -> Iterator[Note]:
    """Note addresses that are gone; one that only gave its path to the paths, or took it from them, is not."""
    before, after = _addresses(base), _addresses(head)
    if not before or not after:
        return
    for address, part in before.items():
        if not any(one.startswith(address) or address.startswith(one) for one in after):
            yield Note(Kind.SERVER_REMOVED, Side.LEFT, part, address)
    for address in (one for one in after if one not in before):
        yield Note(Kind.SERVER_ADDED, Side.RIGHT, after[address], address)


def _level(operation: Part) -> int:
    value = child(operation, _STABILITY).value
    return _LEVELS.index(value) if isinstance(value, str) and value in _LEVELS else len(_LEVELS) - 1


def _named(before: Part, after: Part, name: str) -> Iterator[Note]:
    for keyword, kind in (("operationId", Kind.OPERATION_RENAMED), ("tags", Kind.OPERATION_RETAGGED)):
        was, is_now = child(before, keyword), child(after, keyword)
        if was.value is not None and is_now.value is not None and was.value != is_now.value:
            yield Note(kind, Side.RIGHT, is_now, name, f"{said(was.value)} → {said(is_now.value)}")


def _addresses(root: Part) -> dict[str, Part]:
    urls = [child(one, "url") for one in children(child(root, "servers"))]
    return {one.value.rstrip("/"): one for one in urls if isinstance(one.value, str)}
