"""Put GraphQL documents together to one schema, also where some of its types are defined elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphql import GraphQLSchema, build_ast_schema, parse
from graphql.error import GraphQLSyntaxError
from graphql.language import (
    DefinitionNode,
    DirectiveDefinitionNode,
    DocumentNode,
    EnumTypeExtensionNode,
    ExecutableDefinitionNode,
    InputObjectTypeExtensionNode,
    InterfaceTypeExtensionNode,
    ObjectTypeDefinitionNode,
    ObjectTypeExtensionNode,
    SchemaDefinitionNode,
    SchemaExtensionNode,
    TypeDefinitionNode,
    TypeExtensionNode,
    UnionTypeExtensionNode,
)
from graphql.language import Source as Text
from graphql.type import specified_scalar_types

from reviewbot.detectors.graphql.parts import Part, Role, parts
from reviewbot.domain.source import Source

_MOST_TOKENS = 1_000_000
_WORDS: Mapping[type[TypeExtensionNode], str] = {
    ObjectTypeExtensionNode: "type",
    InterfaceTypeExtensionNode: "interface",
    UnionTypeExtensionNode: "union",
    EnumTypeExtensionNode: "enum",
    InputObjectTypeExtensionNode: "input",
}
_ROLES = {Role.INTERFACE: "interface", Role.MEMBER: "type"}


@dataclass(frozen=True, slots=True)
class Defined:
    """One version of a schema and the parts it was built of.

    `assumed` are the types that its documents use and neither define nor extend.
    """

    schema: GraphQLSchema
    parts: Mapping[str, Part]
    assumed: frozenset[str]


class SchemaFaultError(Exception):
    """A document is no GraphQL."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(reason)
        self.path = path
        self.reason = reason


def parsed(source: Source) -> tuple[DefinitionNode, ...]:
    """Read the definitions of types, without operations and fragments.

    Raises SchemaFaultError with the line where the text is no GraphQL.
    """
    try:
        document = parse(Text(source.text, source.path), max_lexical_tokens=_MOST_TOKENS)
    except GraphQLSyntaxError as error:
        line = error.locations[0].line if error.locations else 1
        raise SchemaFaultError(source.path, f"{error.message} (line {line})") from error
    return tuple(one for one in document.definitions if not isinstance(one, ExecutableDefinitionNode))


def defined(definitions: Sequence[DefinitionNode]) -> Defined:
    """Build a schema, as far as it can be seen: nothing is checked that does not keep it from being compared."""
    found: dict[str, Part] = {}
    for one in parts(definitions):
        found.setdefault(one.coordinate, one)
    words = _missing(definitions, found)
    assumed = parse("\n".join(f"{word} {name}" for name, word in words.items())).definitions if words else ()
    document = DocumentNode(definitions=(*_single(definitions), *assumed))
    schema = build_ast_schema(document, assume_valid=True, assume_valid_sdl=True)
    return Defined(schema, found, frozenset(words.keys() - found.keys()))


def _single(definitions: Sequence[DefinitionNode]) -> Iterator[DefinitionNode]:
    """Keep the first of several definitions of a name; those of an object type are put together."""
    seen: set[tuple[bool, str]] = set()
    for one in definitions:
        if not isinstance(one, TypeDefinitionNode | DirectiveDefinitionNode):
            yield one
            continue
        key = (isinstance(one, TypeDefinitionNode), one.name.value)
        if key not in seen:
            seen.add(key)
            yield one
        elif isinstance(one, ObjectTypeDefinitionNode):
            yield ObjectTypeExtensionNode(
                name=one.name, directives=one.directives, interfaces=one.interfaces, fields=one.fields, loc=one.loc
            )


def _missing(definitions: Sequence[DefinitionNode], found: Mapping[str, Part]) -> Mapping[str, str]:
    """Give the types that nothing defines, with the word that would: what is known can be compared nevertheless."""
    known = {one.name.value for one in definitions if isinstance(one, TypeDefinitionNode)} | set(specified_scalar_types)
    words = {
        one.name.value: _WORDS.get(type(one), "scalar") for one in definitions if isinstance(one, TypeExtensionNode)
    }
    for schema in definitions:
        if isinstance(schema, SchemaDefinitionNode | SchemaExtensionNode):
            words |= {root.type.name.value: "type" for root in schema.operation_types or ()}
    for one in found.values():
        if one.type:
            words.setdefault(one.type, _ROLES.get(one.role, "scalar"))
    return {name: word for name, word in words.items() if name not in known}
