"""The JSON Schema of `.github/reviewbot.yml`: for editors, and for what our messages say is allowed."""

from collections.abc import Mapping, Sequence
from functools import cache

from reviewbot.config.keys import ADAPTER
from reviewbot.yamlfile import Key

Node = Mapping[str, object]
"""The schema of one value."""

_DRAFT = "http://json-schema.org/draft-07/schema#"


def schema() -> dict[str, object]:
    """Give the JSON Schema, without references, in draft 07: the one that every YAML language server reads.

    It accepts what the loader accepts, except for what no schema can know: which items and areas there are,
    and whether the range of a glob such as `[a-z]` runs forwards.
    """
    return {
        "$schema": _DRAFT,
        "$id": "urn:reviewbot:config:1",
        "title": "reviewbot configuration",
        **_root(),
        "description": "What a team decided for its reviews; a key that is left out keeps its default.",
        # An empty file is a configuration too: it decides nothing.
        "type": ["object", "null"],
    }


def node(key: Key) -> Node:
    """Give the schema of the value at a key; an empty one where there is no such key."""
    found: Node = _root()
    for part in key:
        found = _child(found, part)
    return found


def properties(parent: Node) -> Mapping[str, Node]:
    """Give the keys that a mapping may have, in their order; none where any name may be one."""
    chosen = dict.fromkeys(allowed(_mapping(parent.get("propertyNames"))), _mapping(parent.get("additionalProperties")))
    own = {name: child for name, child in _mapping(parent.get("properties")).items() if isinstance(child, dict)}
    return {**chosen, **own}


def allowed(here: Node) -> tuple[str, ...]:
    """Give the words that a value may be; none where it is no choice."""
    words = here.get("enum")
    return tuple(map(str, words)) if isinstance(words, list) else ()


def expected(here: Node) -> str:
    """Say what a value must be, as the end of a sentence."""
    if words := allowed(here):
        return "one of " + ", ".join(f"`{word}`" for word in words)
    if "const" in here:
        return f"`{here['const']}`"
    if "minItems" in here:
        return "a list with at least one entry"
    return _KINDS[str(here["type"])].format_map(here)


_KINDS = {
    "array": "a list",
    "object": "keys with values",
    "string": "text",
    "integer": "a whole number from {minimum} to {maximum}",
    "number": "a number above 0 and at most {maximum}",
}


def _child(parent: Node, part: str | int) -> Node:
    if isinstance(part, int):
        return _mapping(parent.get("items"))
    known = properties(parent)
    is_open = not known or "properties" in parent
    return known.get(part) or (_mapping(parent.get("additionalProperties")) if is_open else {})


def _mapping(value: object) -> Node:
    return value if isinstance(value, dict) else {}


@cache
def _root() -> dict[str, object]:
    generated: dict[str, object] = ADAPTER.json_schema()
    definitions = _mapping(generated.pop("$defs"))
    return {str(name): _plain(value, definitions) for name, value in generated.items() if name != "title"}


def _plain(value: object, definitions: Node) -> object:
    """Put definitions in the place of references, and leave out what is noise in an editor."""
    if isinstance(value, list):
        return [_plain(part, definitions) for part in value]
    if not isinstance(value, dict):
        return value
    value = _resolved(value, definitions)
    return {name: _plain(part, definitions) for name, part in value.items() if not _is_noise(name, part)}


def _resolved(value: Node, definitions: Node) -> Node:
    # What may be absent may not be null: the loader tells the two apart, the generator does not.
    choices = value.get("anyOf")
    if isinstance(choices, Sequence):
        value = {**_mapping(choices[0]), **{name: part for name, part in value.items() if name != "anyOf"}}
    if reference := str(value.get("$ref", "")):
        definition = _mapping(definitions[reference.rpartition("/")[2]])
        value = {**definition, **{name: part for name, part in value.items() if name != "$ref"}}
    return value


def _is_noise(name: str, value: object) -> bool:
    """Spot generated titles, defaults that only say "absent", and those that the keys below say again."""
    if name == "title":
        return isinstance(value, str)
    return name == "default" and (value is None or (isinstance(value, dict) and bool(value)))
