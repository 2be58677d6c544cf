"""Lower a parsed file into the form of `syntax.flow`: the heads of its functions first, a body when it is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reviewbot.syntax.flow import python, typescript
from reviewbot.syntax.flow.form import Function, Statement
from reviewbot.syntax.languages import family
from reviewbot.syntax.tree import Tree


@dataclass(frozen=True, slots=True)
class Lowering:
    """How one language is lowered."""

    functions: Callable[[Tree], tuple[Function, ...]]
    body: Callable[[Function], tuple[Statement, ...]]


_LOWERINGS: Mapping[str, Lowering] = {
    "python": Lowering(python.functions, python.body),
    "typescript": Lowering(typescript.functions, typescript.body),
}


def functions_of(tree: Tree) -> tuple[Function, ...]:
    """Give the heads of all functions in the order of the file, those within others too, and last the module's own.

    A language that is not lowered has none.
    """
    lowering = _LOWERINGS.get(family(tree.grammar))
    return lowering.functions(tree) if lowering else ()


def body_of(function: Function, grammar: str) -> tuple[Statement, ...]:
    """Lower a function's body: its statements, without those of the functions within it.

    Nodes nested deeper than a bound, about 100, are left out.
    """
    return _LOWERINGS[family(grammar)].body(function)
