"""Compare the bodies that clients send, and the statuses, bodies and headers that they get back."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reviewbot.detectors.openapi.endpoint import Endpoint, Version
from reviewbot.detectors.openapi.kind import Direction, Kind
from reviewbot.detectors.openapi.library import followed
from reviewbot.detectors.openapi.pair import JSON, RAW, TEXT, Note, Pair, Sides
from reviewbot.detectors.openapi.part import Part, child, children, entries
from reviewbot.detectors.openapi.schema import Joint, Opener
from reviewbot.domain.diff import Side

_JSON = re.compile(r"(?:[^/]+/(?:[^/]+\+)?json|\*/\*|application/\*|)", re.IGNORECASE)
_ANY_STATUS = "DEFAULT"
_SWAGGER = ""
"""Swagger 2 has one schema for all media types."""


def of_bodies(endpoint: Endpoint, sides: Sides) -> Iterator[Note | Pair]:
    """Compare the request's body: whether there is one, must be one, and what it holds."""
    before, after = _body(endpoint.base, sides.base), _body(endpoint.head, sides.head)
    if before is None and after is not None and _is_absent(endpoint.base):
        kind = Kind.REQUEST_BODY_REQUIRED if _is_required(after) else Kind.REQUEST_BODY_ADDED
        yield Note(kind, Side.RIGHT, after, "request body")
    elif before is not None and after is None and _is_absent(endpoint.head):
        yield Note(Kind.REQUEST_BODY_REMOVED, Side.LEFT, before, "request body")
    elif before is not None and after is not None:
        if _is_required(before) != _is_required(after):
            kind = Kind.REQUEST_BODY_REQUIRED if _is_required(after) else Kind.REQUEST_BODY_OPTIONAL
            yield Note(kind, Side.RIGHT, after, "request body")
        yield from _contents(before, after, endpoint.asks, "request body")


def of_answers(endpoint: Endpoint, sides: Sides) -> Iterator[Note | Pair]:
    """Compare answer by answer; one without a status of its own is that of its range or the default."""
    before, after = _answers(endpoint.base), _answers(endpoint.head)
    if not before or not after:
        return
    for status, one in before.items():
        twin = _for_status(after, status)
        if twin is None:
            kind = Kind.ERROR_STATUS_REMOVED if _is_error(status) else Kind.RESPONSE_STATUS_REMOVED
            yield Note(kind, Side.LEFT, one, f"status {status.lower()}")
            continue
        old, new = followed(sides.base.library, one), followed(sides.head.library, twin)
        if old is not None and new is not None:
            yield from _contents(old, new, endpoint.answers, f"status {status.lower()}")
            yield from _headers(old, new, endpoint.answers, sides)
    for status, one in after.items():
        if _for_status(before, status) is None:
            kind = Kind.ERROR_STATUS_ADDED if _is_error(status) else Kind.RESPONSE_STATUS_ADDED
            yield Note(kind, Side.RIGHT, one, f"status {status.lower()}")


def _body(version: Version, opener: Opener) -> Part | None:
    part = child(version.operation, "requestBody")
    if part.value is not None:
        return followed(opener.library, part)
    listed = (one for owner in (version.operation, version.item) for one in children(child(owner, "parameters")))
    parts = (followed(opener.library, one) for one in listed)
    return next((one for one in parts if one is not None and child(one, "in").value == "body"), None)


def _is_absent(version: Version) -> bool:
    """Tell a body that is not there from one that stands in a file that cannot be read."""
    return child(version.operation, "requestBody").value is None


def _is_required(body: Part) -> bool:
    return child(body, "required").value is True


def _answers(version: Version) -> dict[str, Part]:
    return {str(one.key[-1]).upper(): one for one in children(child(version.operation, "responses"))
            if isinstance(one.value, dict) and not str(one.key[-1]).startswith("x-")}  # fmt: skip


def _for_status(answers: dict[str, Part], status: str) -> Part | None:
    return answers.get(status) or answers.get(f"{status[:1]}XX") or answers.get(_ANY_STATUS)


def _is_error(status: str) -> bool:
    return status[:1] in ("4", "5") or status == _ANY_STATUS


def _contents(old: Part, new: Part, direction: Direction, name: str) -> Iterator[Note | Pair]:
    """Pair schemas by media type; what is gone as a whole is noted once."""
    before, after = _media(old), _media(new)
    for media, one in before.items():
        twin = _for_media(after, media)
        if twin is not None:
            yield from _schemas(one, twin, direction, name, media)
        elif _SWAGGER not in (*after, media):
            yield from _without(one, after, direction, name, media)
    for media, one in after.items():
        if before and _for_media(before, media) is None and _SWAGGER not in (*before, media):
            kind = Kind.REQUEST_MEDIA_TYPE_ADDED if direction is Direction.REQUEST else Kind.RESPONSE_MEDIA_TYPE_ADDED
            yield Note(kind, Side.RIGHT, one, name, media)


def _without(one: Part, after: dict[str, Part], direction: Direction, name: str, media: str) -> Iterator[Note]:
    if direction is Direction.REQUEST:
        if after:
            yield Note(Kind.REQUEST_MEDIA_TYPE_REMOVED, Side.LEFT, one, name, media)
    elif not _is_error(name.rpartition(" ")[2].upper()):
        yield Note(Kind.RESPONSE_MEDIA_TYPE_REMOVED, Side.LEFT, one, name, media)


def _media(message: Part) -> dict[str, Part]:
    if child(message, "schema").value is not None:
        return {_SWAGGER: message}
    return {name.partition(";")[0].strip().lower(): one for name, one in entries(child(message, "content")).items()}


def _for_media(contents: dict[str, Part], media: str) -> Part | None:
    whole = media.partition("/")[0]
    names = (media, f"{whole}/*", "*/*")
    return next((contents[name] for name in names if name in contents), None)


def _schemas(old: Part, new: Part, direction: Direction, name: str, media: str) -> Iterator[Pair]:
    before, after = (replace(child(one, "schema"), name=name) for one in (old, new))
    if before.value is not None and after.value is not None:
        yield Pair(Joint((before,)), Joint((after,)), direction, JSON if _JSON.fullmatch(media) else RAW)


def _headers(old: Part, new: Part, direction: Direction, sides: Sides) -> Iterator[Note | Pair]:
    before, after = (
        {
            name.lower(): (followed(opener.library, one) or one, one.name)
            for name, one in entries(child(part, "headers")).items()
        }
        for part, opener in ((old, sides.base), (new, sides.head))
    )
    for key, (one, name) in before.items():
        if key not in after:
            kind = Kind.RESPONSE_HEADER_REMOVED if _is_required(one) else Kind.OPTIONAL_HEADER_REMOVED
            yield Note(kind, Side.LEFT, one, name)
            continue
        twin, _ = after[key]
        if _is_required(one) and not _is_required(twin):
            yield Note(Kind.RESPONSE_HEADER_OPTIONAL, Side.LEFT, child(one, "required"), name)
        schemas = [replace(child(part, "schema"), name=name) for part in (one, twin)]
        if all(part.value is not None for part in schemas):
            yield Pair(Joint((schemas[0],)), Joint((schemas[1],)), direction, TEXT)
    for key, (one, name) in after.items():
        if key not in before:
            yield Note(Kind.RESPONSE_HEADER_ADDED, Side.RIGHT, one, name)
