"""Check the schemas that a grammar is compiled from: the output format and all strict tools, counted together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from anthropic_simulator.fields import Fields
from anthropic_simulator.refusal import invalid

MOST_OPTIONAL = 24
MOST_UNIONS = 16
MOST_STRICT_TOOLS = 20
_DEEPEST = 50
_WORDS = """$schema $ref $defs definitions additionalProperties allOf anyOf const default description enum examples
format items minItems pattern properties required title type"""
_FORMATS = "date-time time date duration email hostname uri ipv4 ipv6 uuid"
_TOO_MANY = (
    "Schemas contains too many {} ({}), which would make grammar compilation inefficient. "
    "Reduce the number of {} in your tool schemas (limit: {})."
)


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk through one schema: where its references begin, and which are done."""

    root: Fields
    done: set[str] = field(default_factory=set)


def check_schemas(body: Fields) -> None:
    """Refuse schemas beyond what the API compiles; lengths and numeric bounds are among what it does not know."""
    strict = [tool for tool in body.items("tools") if tool.flag("strict")]
    if len(strict) > MOST_STRICT_TOOLS:
        raise invalid(f"tools: Too many strict tools ({len(strict)}), the limit is {MOST_STRICT_TOOLS}.")
    roots = [schema for tool in strict if (schema := tool.inner("input_schema"))]
    config = body.inner("output_config")
    wanted = config.inner("format") if config else None
    if wanted and (schema := wanted.inner("schema")):
        roots.append(schema)
    nodes = [node for root in roots for node in _nodes(root, _Walk(Fields(root.values)))]
    for node in nodes:
        _check_node(node)
    _check_total("optional parameters", sum(map(_optional, nodes)), MOST_OPTIONAL)
    _check_total("parameters with union types", sum(map(_is_union, nodes)), MOST_UNIONS)


def _nodes(node: Fields, walk: _Walk, inside: tuple[str, ...] = ()) -> Iterator[Fields]:
    """Give a schema and all below it, each definition once; `inside` are the definitions around it."""
    if node.path.count(".") > _DEEPEST:
        raise invalid(f"{node.path}: Schema is too complex for compilation.")
    yield node
    for child in _children(node):
        yield from _nodes(child, walk, inside)
    if not node.has("$ref"):
        return
    name = node.text("$ref")
    if name in inside:
        raise invalid(f"{node.path}: Recursive schemas are not supported")
    if name not in walk.done:
        yield from _nodes(_referred(node, walk.root), walk, (*inside, name))
        walk.done.add(name)


def _children(node: Fields) -> Iterator[Fields]:
    if properties := node.inner("properties"):
        yield from (one for name in properties.values if (one := properties.inner(name)))
    if items := node.inner("items"):
        yield items
    for name in ("anyOf", "allOf"):
        yield from node.items(name)


def _referred(node: Fields, root: Fields) -> Fields:
    name, path = node.text("$ref"), node.at("$ref")
    if not name.startswith("#/"):
        raise invalid(f"{path}: External schema reference '{name}' is not supported")
    target: Fields | None = root
    for part in name.removeprefix("#/").split("/"):
        target = target.inner(part) if target else None
    if target is None:
        raise invalid(f"{path}: Schema reference '{name}' not found")
    return Fields(target.values, path)


def _check_node(node: Fields) -> None:
    kind = node.values.get("type")
    if unknown := sorted(set(node.values) - set(_WORDS.split())):
        raise invalid(f"{node.path}: For '{kind}' type, property '{unknown[0]}' is not supported")
    if kind == "object" and node.values.get("additionalProperties") is not False:
        raise invalid(f"{node.path}: For 'object' type, 'additionalProperties' must be explicitly set to false")
    if kind == "array" and node.values.get("minItems", 0) not in (0, 1):
        raise invalid(f"{node.path}: For 'array' type, 'minItems' values other than 0 or 1 are not supported")
    if node.has("format") and node.text("format") not in _FORMATS.split():
        raise invalid(f"{node.path}: String format '{node.text('format')}' is not supported")
    if not any(name in node.values for name in ("type", "anyOf", "allOf", "enum", "const", "$ref")):
        raise invalid(f"{node.path}: Schema type is missing")


def _optional(node: Fields) -> int:
    properties = node.inner("properties")
    required = node.strings("required")
    return sum(name not in required for name in properties.values) if properties else 0


def _is_union(node: Fields) -> bool:
    kind = node.values.get("type")
    return node.has("anyOf") or (isinstance(kind, Sequence) and not isinstance(kind, str))


def _check_total(what: str, count: int, most: int) -> None:
    if count > most:
        raise invalid(_TOO_MANY.format(what, count, what, most))
