"""List what GraphQL definitions consist of, each part with its coordinate, the type it uses, and its line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from graphql.language import (
    DefinitionNode,
    DirectiveDefinitionNode,
    EnumTypeDefinitionNode,
    EnumTypeExtensionNode,
    EnumValueDefinitionNode,
    FieldDefinitionNode,
    InputObjectTypeDefinitionNode,
    InputObjectTypeExtensionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    InterfaceTypeExtensionNode,
    ListTypeNode,
    NamedTypeNode,
    NonNullTypeNode,
    ObjectTypeDefinitionNode,
    ObjectTypeExtensionNode,
    TypeDefinitionNode,
    TypeExtensionNode,
    TypeNode,
    UnionTypeDefinitionNode,
    UnionTypeExtensionNode,
)

_Node = (
    TypeDefinitionNode
    | TypeExtensionNode
    | DirectiveDefinitionNode
    | FieldDefinitionNode
    | InputValueDefinitionNode
    | EnumValueDefinitionNode
    | NamedTypeNode
)


class Role(Enum):
    """What a part is; it decides what the type may be that it uses."""

    NAME = "name"
    INTERFACE = "interface"
    MEMBER = "member"
    OUTPUT = "output"
    INPUT = "input"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a schema, by its coordinate: `Order`, `Order.total`, `Query.orders(first:)`, `@cost(weight:)`.

    An interface of a type is `Order:Node`, a member of a union `Result|Order`.
    """

    coordinate: str
    role: Role
    type: str
    path: str
    line: int
    is_deprecated: bool


def parts(definitions: Iterable[DefinitionNode]) -> Iterator[Part]:
    """List the parts of type and directive definitions and of extensions, in their order."""
    for one in definitions:
        match one:
            case DirectiveDefinitionNode():
                yield _part(f"@{one.name.value}", Role.NAME, "", one)
                yield from _inputs(f"@{one.name.value}({{}}:)", one.arguments)
            case TypeDefinitionNode() | TypeExtensionNode():
                yield _part(one.name.value, Role.NAME, "", one)
                yield from _inside(one.name.value, one)
            case _:
                pass


def _inside(name: str, one: TypeDefinitionNode | TypeExtensionNode) -> Iterator[Part]:
    match one:
        case (
            ObjectTypeDefinitionNode()
            | ObjectTypeExtensionNode()
            | InterfaceTypeDefinitionNode()
            | InterfaceTypeExtensionNode()
        ):
            for interface in one.interfaces or ():
                yield _named(f"{name}:", Role.INTERFACE, interface)
            for field in one.fields or ():
                yield from _field(name, field)
        case UnionTypeDefinitionNode() | UnionTypeExtensionNode():
            for member in one.types or ():
                yield _named(f"{name}|", Role.MEMBER, member)
        case EnumTypeDefinitionNode() | EnumTypeExtensionNode():
            for value in one.values or ():
                yield _part(f"{name}.{value.name.value}", Role.VALUE, "", value)
        case InputObjectTypeDefinitionNode() | InputObjectTypeExtensionNode():
            yield from _inputs(f"{name}.{{}}", one.fields)
        case _:
            pass


def _field(name: str, field: FieldDefinitionNode) -> Iterator[Part]:
    coordinate = f"{name}.{field.name.value}"
    yield _part(coordinate, Role.OUTPUT, _innermost(field.type), field)
    yield from _inputs(f"{coordinate}({{}}:)", field.arguments)


def _inputs(form: str, values: Iterable[InputValueDefinitionNode] | None) -> Iterator[Part]:
    for one in values or ():
        yield _part(form.format(one.name.value), Role.INPUT, _innermost(one.type), one)


def _named(prefix: str, role: Role, node: NamedTypeNode) -> Part:
    return _part(prefix + node.name.value, role, node.name.value, node)


def _innermost(node: TypeNode) -> str:
    while isinstance(node, ListTypeNode | NonNullTypeNode):
        node = node.type
    return node.name.value if isinstance(node, NamedTypeNode) else ""


def _part(coordinate: str, role: Role, used: str, node: _Node) -> Part:
    directives = () if isinstance(node, NamedTypeNode) else node.directives or ()
    is_deprecated = any(one.name.value == "deprecated" for one in directives)
    loc = node.name.loc
    path, line = (loc.source.name, loc.start_token.line) if loc else ("", 1)
    return Part(coordinate, role, used, path, line, is_deprecated)
