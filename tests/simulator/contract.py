"""GitHub's official description of its REST API, held against every request and every answer."""

import json
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Protocol

from jsonschema import Draft4Validator, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from referencing import Registry, Resource

_NPM = Path(__file__).parent.parent / "node_modules" / "@octokit"
DESCRIPTION = _NPM / "openapi" / "generated" / "api.github.com.json"
_URI = "urn:github"
_NULL_AWARE = ("type", "enum", "allOf", "anyOf", "oneOf")

# Where GitHub's answers are known to differ from its own description: an outdated comment has no line, one on a file
# never had any, and the head of a pull request has neither repository nor user once the fork was deleted.
_NULL_IN_TRUTH = {"line", "original_line", "position", "repo", "user"}


def _nullable(
    name: str, validator: Validator, value: object, instance: object, schema: object
) -> Iterator[ValidationError]:
    """Apply a keyword as OpenAPI 3.0 reads it: null is fine where the schema says so."""
    if instance is None and isinstance(schema, Mapping) and schema.get("nullable"):
        return
    yield from Draft4Validator.VALIDATORS[name](validator, value, instance, schema) or ()


_NullAware = extend(  # type: ignore[no-untyped-call]  # types-jsonschema leaves it open
    Draft4Validator, {name: partial(_nullable, name) for name in _NULL_AWARE}
)


class Checks(Protocol):
    """What a validator of jsonschema can do for us."""

    def iter_errors(self, instance: object, /) -> Iterator[ValidationError]:
        """Find everything that is wrong with a value."""


class Description:
    """The description, read once; the validator of an operation's part is made when it is first needed."""

    def __init__(self, document: Mapping[str, object]) -> None:
        self._document = document
        self._registry: Registry[object] = Registry().with_resource(_URI, Resource.opaque(document))
        self._validators: dict[str, Checks] = {}

    def request_faults(self, method: str, path: str, query: Mapping[str, str], body: object) -> tuple[str, ...]:
        """Say what of a request the operation does not know or does not accept."""
        operation = self._operation(method, path)
        return (*self._query_faults(operation, query), *self._unknown_keys(operation, body))

    def body_faults(self, method: str, path: str, body: object) -> tuple[str, ...]:
        """Say what is wrong with the values of a body, in the words that GitHub answers."""
        pointer = self._body_pointer(method, path)
        return tuple(_said(error) for error in self._errors(pointer, body)) if pointer else ()

    def answer_faults(self, method: str, path: str, status: int, body: object) -> tuple[str, ...]:
        """Say what of an answer is not as described; an error that is not described may have any body."""
        responses = _mapping(self._operation(method, path)["responses"])
        response = responses.get(str(status))
        if response is None:
            return () if status >= 400 or status == 304 else (f"status {status} is not described",)
        pointer = self._answer_pointer(method, path, status, _mapping(response))
        if pointer is None:
            # Where the description gives an error no body, GitHub sends its message all the same.
            return () if body is None or status >= 400 else ("a body is not described",)
        return tuple(_where(error) + error.message[:200] for error in self._errors(pointer, body))

    def _operation(self, method: str, path: str) -> Mapping[str, object]:
        return _mapping(_mapping(_mapping(self._document["paths"])[path])[method.lower()])

    def _resolved(self, value: object) -> Mapping[str, object]:
        found = _mapping(value)
        reference = found.get("$ref")
        if not isinstance(reference, str):
            return found
        at: object = self._document
        for key in reference.removeprefix("#/").split("/"):
            at = _mapping(at)[key.replace("~1", "/").replace("~0", "~")]
        return self._resolved(at)

    def _query_faults(self, operation: Mapping[str, object], query: Mapping[str, str]) -> Iterator[str]:
        described = [self._resolved(one) for one in _sequence(operation.get("parameters", []))]
        schemas = {one["name"]: self._resolved(one["schema"]) for one in described if one["in"] == "query"}
        if _is_linked(operation):
            # What the answer's own links say need not be described.
            schemas.setdefault("page", {"type": "integer"})
        for name, text in query.items():
            if name not in schemas:
                yield f"the query parameter {name} is not described"
                continue
            value: object = int(text) if schemas[name].get("type") == "integer" and text.isdigit() else text
            yield from (
                f"query parameter {name}: {error.message}" for error in _NullAware(schemas[name]).iter_errors(value)
            )

    def _unknown_keys(self, operation: Mapping[str, object], body: object) -> Iterator[str]:
        if "requestBody" not in operation:
            if body:
                yield "a body is not described"
            return
        content = _mapping(self._resolved(operation["requestBody"])["content"])
        yield from self._unknown(_mapping(content["application/json"])["schema"], body, "")

    def _unknown(self, schema: object, value: object, where: str) -> Iterator[str]:
        known = self._resolved(schema)
        properties = known.get("properties")
        if isinstance(value, Mapping) and isinstance(properties, Mapping):
            for key, inner in value.items():
                if key in properties:
                    yield from self._unknown(properties[key], inner, f"{where}{key}/")
                else:
                    yield f"the key {where}{key} is not described"
        if isinstance(value, list) and "items" in known:
            for inner in value:
                yield from self._unknown(known["items"], inner, where)

    def _body_pointer(self, method: str, path: str) -> str | None:
        operation = self._operation(method, path)
        if "requestBody" not in operation:
            return None
        return f"#/paths/{_escaped(path)}/{method.lower()}/requestBody/content/application~1json/schema"

    def _answer_pointer(self, method: str, path: str, status: int, response: Mapping[str, object]) -> str | None:
        at = response.get("$ref") or f"#/paths/{_escaped(path)}/{method.lower()}/responses/{status}"
        content = _mapping(self._resolved(response).get("content", {}))
        kind = next((one for one in content if one.startswith("application/json")), None)
        return f"{at}/content/{_escaped(kind)}/schema" if kind else None

    def _errors(self, pointer: str, value: object) -> Iterator[ValidationError]:
        if pointer not in self._validators:
            self._validators[pointer] = _NullAware({"$ref": _URI + pointer}, registry=self._registry)
        return (error for error in self._validators[pointer].iter_errors(value) if not _is_known(error))


def _is_linked(operation: Mapping[str, object]) -> bool:
    answer = _mapping(operation["responses"]).get("200")
    headers = answer.get("headers") if isinstance(answer, Mapping) else None
    return isinstance(headers, Mapping) and "Link" in headers


def _is_known(error: ValidationError) -> bool:
    """Tell whether GitHub itself answers so, whatever its description says."""
    return error.instance is None and bool(error.absolute_path) and error.absolute_path[-1] in _NULL_IN_TRUTH


@cache
def description() -> Description | None:
    """Read the description; None where npm's packages are not installed."""
    if not DESCRIPTION.is_file():
        return None
    return Description(json.loads(DESCRIPTION.read_bytes()))


def _said(error: ValidationError) -> str:
    """Say what is wrong with a request as GitHub does."""
    if error.validator == "required":
        name = error.message.split("'")[1]
        return f'"{name}" wasn\'t supplied.'
    if error.validator == "type":
        return f"For '{_place(error)}', {json.dumps(error.instance)[:200]} is not {_article(error.validator_value)}."
    return f"For '{_place(error)}', {error.message[:200]}."


def _place(error: ValidationError) -> str:
    return "/".join(("properties", *map(str, error.absolute_path)))


def _article(kind: object) -> str:
    text = str(kind)
    return f"an {text}" if text[0] in "aeio" else f"a {text}"


def _where(error: ValidationError) -> str:
    return "/".join(map(str, error.absolute_path)) + ": "


def _escaped(text: str) -> str:
    return text.replace("~", "~0").replace("/", "~1")


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise TypeError(f"the description has {type(value).__name__} where it should have an object")
    return value


def _sequence(value: object) -> list[object]:
    return value if isinstance(value, list) else []
