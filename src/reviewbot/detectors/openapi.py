"""Compare two OpenAPI descriptions operation by operation for what clients relied on that is gone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from reviewbot.detectors.openapi_fields import Answer, removed_fields
from reviewbot.detectors.openapi_reference import Part, child, children, followed
from reviewbot.yamlfile import Document, Key

_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"})
_PARAMETER = re.compile(r"\{[^{}]*\}")
_JSON = re.compile(r"(?:[^/]+/(?:[^/]+\+)?json|\*/\*|application/\*)", re.IGNORECASE)


class ChangeKind(StrEnum):
    """What a detector may ask for in `changes`."""

    OPERATION_REMOVED = "operation-removed"
    RESPONSE_FIELD_REMOVED = "response-field-removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that clients relied on and that the head's description lacks.

    `line` is where the base says it, `inside` the dotted way to what it stands in. `subject` names it
    (`GET /v1/orders`, `total`), `where` the operations concerned.
    """

    kind: ChangeKind
    line: int
    inside: str
    subject: str
    where: str


@dataclass(frozen=True, slots=True)
class _Path:
    """A path of the base and its twin in the head, each with its operations by method.

    Without a twin `after` is None; operations that stand in another file are None.
    """

    name: str
    key: Key
    before: Mapping[str, Part] | None
    after: Mapping[str, Part] | None
    is_gone: bool


def changes(base: Document, head: Document) -> tuple[Change, ...]:
    """Compare two versions of a description (OpenAPI 3 or Swagger 2); nothing if one of them is none.

    What the base marks as deprecated may go. Raises ConfigurationError where there is too much to compare.
    """
    if not _is_description(base) or not _is_description(head):
        return ()
    paths = tuple(_paired(base, head))
    answers = [answer for path in paths for answer in _answers(base, head, path)]
    return (*_removed_operations(base, paths), *_removed_fields(base, head, answers))


def _is_description(document: Document) -> bool:
    root = document.value
    return (
        isinstance(root, dict) and isinstance(root.get("paths"), dict) and not {"openapi", "swagger"}.isdisjoint(root)
    )


def _paired(base: Document, head: Document) -> Iterator[_Path]:
    """Pair paths that differ at most in their parameters' names, or in what the server's address says of them."""
    there = {shape: one for one in _paths(head) for shape in _shapes(head, one)}
    for one in _paths(base):
        twin = next((there[shape] for shape in _shapes(base, one) if shape in there), None)
        after = _operations(head, twin) if twin else None
        yield _Path(str(one.key[-1]), one.key, _operations(base, one), after, twin is None)


def _paths(document: Document) -> list[Part]:
    root = Part((), document.value)
    return [one for one in children(child(root, "paths")) if str(one.key[-1]).startswith("/")]


def _shapes(document: Document, path: Part) -> tuple[str, str]:
    """Write a path without its parameters' names: as it stands, and behind the server's own path."""
    shape = _PARAMETER.sub("{}", str(path.key[-1]))
    return shape, _prefix(document) + shape


def _prefix(document: Document) -> str:
    root = Part((), document.value)
    server = child(child(child(root, "servers"), 0), "url").value
    address = _PARAMETER.sub("x", str(child(root, "basePath").value or server or ""))
    try:
        return urlsplit(address).path.rstrip("/")
    except ValueError:
        return ""


def _operations(document: Document, path: Part) -> Mapping[str, Part] | None:
    item = followed(document, path)
    if item is None:
        return None
    return {str(one.key[-1]): one for one in children(item) if one.key[-1] in _METHODS and isinstance(one.value, dict)}


def _removed_operations(base: Document, paths: Sequence[_Path]) -> Iterator[Change]:
    """Give one change for a whole path, else one for each method."""
    for path in paths:
        if path.before is None or (path.after is None and not path.is_gone):
            continue
        there = path.after or {}
        gone = {name: one for name, one in path.before.items() if name not in there and not _is_deprecated(one)}
        if gone and path.is_gone:
            yield _removal(base, path.key, f"{', '.join(gone).upper()} {path.name}")
        else:
            yield from (_removal(base, one.key, f"{name.upper()} {path.name}") for name, one in gone.items())


def _removal(base: Document, key: Key, subject: str) -> Change:
    return Change(ChangeKind.OPERATION_REMOVED, base.line(key), _inside(key), subject, subject)


def _removed_fields(base: Document, head: Document, answers: Sequence[Answer]) -> Iterator[Change]:
    for one in removed_fields(base, head, answers):
        subject, where = ", ".join(one.names), _several(one.operations)
        yield Change(ChangeKind.RESPONSE_FIELD_REMOVED, base.line(one.key), _inside(one.key), subject, where)


def _answers(base: Document, head: Document, path: _Path) -> Iterator[Answer]:
    """Pair the schemas of the JSON answers, those of errors too, of operations that stay."""
    there = path.after or {}
    for method, operation in (path.before or {}).items():
        if method not in there:
            continue
        schemas = dict(_schemas(head, there[method]))
        for about, schema in _schemas(base, operation):
            if about in schemas:
                yield Answer(f"{method.upper()} {path.name}", schema, schemas[about])


def _schemas(document: Document, operation: Part) -> Iterator[tuple[tuple[str, str], Part]]:
    """Give the schemas of JSON answers by status and media type; Swagger 2 has one for all media types."""
    for one in children(child(operation, "responses")):
        answer, status = followed(document, one), str(one.key[-1]).upper()
        if answer is None:
            continue
        if child(answer, "schema").value is not None:
            yield (status, ""), child(answer, "schema")
        for content in children(child(answer, "content")):
            media = str(content.key[-1]).partition(";")[0].strip().lower()
            if _JSON.fullmatch(media) and child(content, "schema").value is not None:
                yield (status, media), child(content, "schema")


def _is_deprecated(part: Part) -> bool:
    return child(part, "deprecated").value is True


def _inside(key: Key) -> str:
    return ".".join(str(one) for one in key[:-1])


def _several(operations: Sequence[str]) -> str:
    """Name one operation and count the others."""
    more = len(operations) - 1
    return operations[0] + (f" and {more} other operation{'s' * (more > 1)}" if more else "")
