"""Compare what routes that stay take and give, before and after a change."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewbot.detectors.routes.kinds import RouteKind, Spot, change
from reviewbot.detectors.routes.removed import Offer
from reviewbot.detectors.routes.types import is_narrowed, is_other, may_be_null
from reviewbot.domain.contract import Change
from reviewbot.domain.diff import Side
from reviewbot.syntax.endpoints.endpoint import Model, Route, Slot

_USUAL_STATUS = 200


@dataclass(frozen=True, slots=True)
class _Held:
    """A model and the file that holds it."""

    path: str
    model: Model


class _Side:
    """Finds the routes and models of one revision, in a file itself or else in the one changed file that has them."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        self._routes: dict[tuple[str, str], list[tuple[str, Route]]] = defaultdict(list)
        self._models: dict[str, list[_Held]] = defaultdict(list)
        for offer in offers:
            for route in offer.endpoints.routes:
                self._routes[route.method, route.shape].append((offer.path, route))
            for model in offer.endpoints.models:
                self._models[model.name].append(_Held(offer.path, model))

    def route(self, route: Route, path: str) -> tuple[str, Route] | None:
        """Find a route by its method and shape."""
        found = self._routes.get((route.method, route.shape), [])
        near = [one for one in found if one[0] == path]
        return (near or found)[0] if len(near or found) == 1 else None

    def model(self, name: str, path: str) -> _Held | None:
        """Find a model by its name."""
        found = self._models.get(name, [])
        near = [one for one in found if one.path == path]
        return (near or found)[0] if len(near or found) == 1 else None


def narrowed(bases: Sequence[Offer], heads: Sequence[Offer]) -> Iterator[Change]:
    """Give what parameters, models and status of the routes that stay refuse now, or no longer give."""
    before, after = _Side(bases), _Side(heads)
    for base in bases:
        for route in base.endpoints.routes:
            found = after.route(route, base.path)
            if found is not None:
                path, twin = found
                yield from _parameters(route, twin, base.path, path)
                yield from _status(route, twin, path)
                yield from _answer(route, before.model(route.answer, base.path), after.model(twin.answer, path))
                yield from _body(route, _bodies(before, route, base.path), _bodies(after, twin, path))
        for model in base.endpoints.models:
            head = after.model(model.name, base.path)
            if head is not None:
                yield from _own_purpose(_Held(base.path, model), head)


def _bodies(side: _Side, route: Route, path: str) -> list[_Held]:
    return [held for name in route.requests if (held := side.model(name, path)) and not held.model.is_request]


def _parameters(route: Route, twin: Route, base: str, head: str) -> Iterator[Change]:
    if not (route.inside and twin.inside):
        return
    before, after = ({slot.name: slot for slot in one.parameters} for one in (route, twin))
    where = f"{route.method} {route.path}"
    for name, slot in after.items():
        spot, old = Spot(head, Side.RIGHT, slot.line, twin.inside), before.get(name)
        if slot.is_required and (old is None or not old.is_required):
            detail = "it is new" if old is None else "it had a default"
            yield change(RouteKind.PARAMETER_REQUIRED, spot, name, where, detail)
        elif old is not None and is_narrowed(old.type, slot.type, is_text=True):
            yield change(RouteKind.PARAMETER_NARROWED, spot, name, where, _was(old, slot))
    for name, slot in before.items():
        if name not in after and not _is_in_path(name, route):
            yield change(RouteKind.PARAMETER_REMOVED, Spot(base, Side.LEFT, slot.line, route.inside), name, where)


def _is_in_path(name: str, route: Route) -> bool:
    return f"{{{name}" in route.path


def _was(old: Slot, new: Slot) -> str:
    return f"`{old.type}` is now `{new.type}`"


def _status(route: Route, twin: Route, path: str) -> Iterator[Change]:
    before, after = route.status or _USUAL_STATUS, twin.status or _USUAL_STATUS
    if before != after:
        detail = f"{before} is now {after}"
        where = f"{route.method} {route.path}"
        yield change(RouteKind.STATUS_CHANGED, Spot(path, Side.RIGHT, twin.line, twin.inside), where, where, detail)


def _answer(route: Route, before: _Held | None, after: _Held | None) -> Iterator[Change]:
    if before is not None and after is not None and not before.model.is_answer:
        yield from _answers(before, after, f"{route.method} {route.path}")


def _body(route: Route, before: list[_Held], after: list[_Held]) -> Iterator[Change]:
    if len(before) == len(after) == 1:
        yield from _requests(before[0], after[0], f"{route.method} {route.path}")


def _own_purpose(base: _Held, head: _Held) -> Iterator[Change]:
    if base.model.is_answer and head.model.is_answer:
        yield from _answers(base, head, base.model.name)
    if base.model.is_request and head.model.is_request:
        yield from _requests(base, head, base.model.name)


def _answers(base: _Held, head: _Held, where: str) -> Iterator[Change]:
    after = {slot.name: slot for slot in head.model.slots if not slot.is_write_only}
    # What a serializer of all fields does not declare it gives nevertheless.
    is_certain = not head.model.is_open or (not head.model.is_answer and base.model.parents == head.model.parents)
    for slot in base.model.slots:
        twin = after.get(slot.name)
        if slot.is_write_only:
            continue
        if twin is None and is_certain:
            spot = Spot(base.path, Side.LEFT, slot.line, base.model.name)
            yield change(RouteKind.RESPONSE_FIELD_REMOVED, spot, slot.name, where)
        elif twin is not None:
            spot = Spot(head.path, Side.RIGHT, twin.line, head.model.name)
            if is_other(slot.type, twin.type):
                yield change(RouteKind.RESPONSE_FIELD_CHANGED, spot, slot.name, where, _was(slot, twin))
            elif may_be_null(slot.type, twin.type):
                yield change(RouteKind.RESPONSE_FIELD_NULLABLE, spot, slot.name, where, _was(slot, twin))


def _requests(base: _Held, head: _Held, where: str) -> Iterator[Change]:
    before = {slot.name: slot for slot in base.model.slots if not slot.is_read_only}
    names = {slot.name for slot in head.model.slots}
    for slot in head.model.slots:
        spot, old = Spot(head.path, Side.RIGHT, slot.line, head.model.name), before.get(slot.name)
        if old is not None and slot.is_read_only:
            yield change(RouteKind.REQUEST_FIELD_IGNORED, spot, slot.name, where)
        elif slot.is_required and not slot.is_read_only and (old is None or not old.is_required):
            # A field that a base lists and does not declare was as required as a table has it; one of a parent in
            # another file is not seen at all.
            if not base.model.is_open if old is None else old.type:
                detail = "it is new" if old is None else "it could be left out"
                yield change(RouteKind.REQUEST_FIELD_REQUIRED, spot, slot.name, where, detail)
        elif old is not None and is_narrowed(old.type, slot.type, is_text=False):
            yield change(RouteKind.REQUEST_FIELD_NARROWED, spot, slot.name, where, _was(old, slot))
    for name, slot in before.items():
        if name not in names and not head.model.is_open:
            spot = Spot(base.path, Side.LEFT, slot.line, base.model.name)
            yield change(RouteKind.REQUEST_FIELD_REMOVED, spot, name, where)
