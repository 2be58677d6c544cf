"""Compare the OpenAPI descriptions that a change touches, as their clients see them."""

from collections.abc import Callable, Iterator

from reviewbot.detectors.openapi.announcement import of_announcements, of_servers
from reviewbot.detectors.openapi.endpoint import Endpoint, callbacks, endpoints
from reviewbot.detectors.openapi.library import Library, failure, root
from reviewbot.detectors.openapi.messages import of_answers, of_bodies
from reviewbot.detectors.openapi.pair import Note, Pair, Sides
from reviewbot.detectors.openapi.parameters import of_parameters
from reviewbot.detectors.openapi.part import Part, child
from reviewbot.detectors.openapi.roots import roots
from reviewbot.detectors.openapi.schema import Opener
from reviewbot.detectors.openapi.security import of_schemes, of_security
from reviewbot.detectors.openapi.summary import Summary
from reviewbot.detectors.openapi.walk import Users, walk
from reviewbot.detectors.revisions import Revisions
from reviewbot.domain.contract import Compared
from reviewbot.errors import ConfigurationError, Place
from reviewbot.yamlfile import Document

_MOST_PARTS = 500_000


def changes(revisions: Revisions) -> Compared:
    """Compare every description (OpenAPI 3, Swagger 2) that changed or refers to a file that did.

    The revisions' day decides which sunsets are past. What cannot be read or is too large is a failure.
    """
    known: dict[tuple[str, str], Document] = {}
    bases = {one.base.path: one.base for one in revisions.changed if one.base is not None}
    heads = {one.head.path: one.head for one in revisions.changed if one.head is not None}
    base, head = Library(revisions.base, bases, known), Library(revisions.head, heads, known)
    summary, failures = Summary(base, head), dict[str, str]()
    for was, path in roots(revisions):
        try:
            spend = _budget(path)
            sides = Sides(Opener(base, spend), Opener(head, spend), revisions.day, spend)
            _compare(root(base, was), root(head, path), sides, summary)
        except ConfigurationError as error:
            failures[path] = failure(error)
    return Compared(summary.changes(), tuple((base.failures | head.failures | failures).items()))


def _budget(path: str) -> Callable[[int], None]:
    spent = 0

    def spend(parts: int) -> None:
        nonlocal spent
        spent += parts
        if spent > _MOST_PARTS:
            message = "These two versions of the description are too large to compare."
            raise ConfigurationError(message, "Split the description into several files.", Place(path))

    return spend


def _compare(before: Part | None, after: Part | None, sides: Sides, summary: Summary) -> None:
    if before is None or after is None or not _is_description(before) or not _is_description(after):
        return
    for note in (*of_servers(before, after), *of_schemes(before, after)):
        summary.add(note, 0)
    pairs: list[tuple[Pair, Users]] = []
    for one in _with_callbacks(before, after, sides):
        if isinstance(one, Note):
            summary.add(one, 0)
            continue
        user = summary.user(one.name)
        for found in _of_endpoint(one, sides):
            if isinstance(found, Note):
                summary.add(found, user)
            else:
                pairs.append((found, user))
    for note, users in walk(pairs, sides):
        summary.add(note, users)


def _is_description(part: Part) -> bool:
    is_one = child(part, "openapi").value is not None or child(part, "swagger").value is not None
    return is_one and any(isinstance(child(part, name).value, dict) for name in ("paths", "webhooks"))


def _with_callbacks(before: Part, after: Part, sides: Sides) -> Iterator[Endpoint | Note]:
    for one in endpoints(before, after, sides):
        yield one
        if isinstance(one, Endpoint):
            yield from callbacks(one, sides)


def _of_endpoint(endpoint: Endpoint, sides: Sides) -> Iterator[Note | Pair]:
    sides.spend(1)
    yield from of_announcements(endpoint)
    yield from of_security(endpoint, sides)
    yield from of_parameters(endpoint, sides)
    yield from of_bodies(endpoint, sides)
    yield from of_answers(endpoint, sides)
