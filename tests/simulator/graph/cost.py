"""How many nodes a GraphQL query may touch: GitHub refuses more than 500,000 before it looks at any."""

from collections.abc import Iterator, Mapping

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
)

MOST_NODES = 500_000
_BOUNDS = ("first", "last")


def nodes(document: DocumentNode, variables: Mapping[str, object]) -> int:
    """Count the nodes that the query's bounds allow, connection times connection."""
    fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    operations = (one for one in document.definitions if isinstance(one, OperationDefinitionNode))
    return sum(_below(one.selection_set, 1, fragments, variables) for one in operations)


def _below(
    chosen: SelectionSetNode | None,
    times: int,
    fragments: Mapping[str, FragmentDefinitionNode],
    variables: Mapping[str, object],
) -> int:
    total = 0
    for field in _fields(chosen, fragments):
        bound = _bound(field, variables)
        inner = times * (1 if bound is None else bound)
        total += (0 if bound is None else inner) + _below(field.selection_set, inner, fragments, variables)
    return total


def _fields(chosen: SelectionSetNode | None, fragments: Mapping[str, FragmentDefinitionNode]) -> Iterator[FieldNode]:
    for one in chosen.selections if chosen else ():
        if isinstance(one, FieldNode):
            yield one
        elif isinstance(one, InlineFragmentNode):
            yield from _fields(one.selection_set, fragments)
        elif isinstance(one, FragmentSpreadNode):
            yield from _fields(fragments[one.name.value].selection_set, fragments)


def _bound(field: FieldNode, variables: Mapping[str, object]) -> int | None:
    for argument in field.arguments or ():
        if argument.name.value not in _BOUNDS:
            continue
        if isinstance(argument.value, IntValueNode):
            return int(argument.value.value)
        value = variables.get(argument.value.name.value) if isinstance(argument.value, VariableNode) else None
        if isinstance(value, int):
            return value
    return None
