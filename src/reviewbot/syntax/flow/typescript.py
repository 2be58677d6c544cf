"""Lower a TypeScript or JavaScript file into the form of `syntax.flow`."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from ast_grep_py import SgNode

from reviewbot.syntax.flow.form import (
    Argument,
    Assign,
    Attribute,
    Branch,
    Call,
    Case,
    Constant,
    Define,
    Evaluate,
    Expression,
    Function,
    Leave,
    Loop,
    Name,
    Other,
    Return,
    Statement,
    Try,
)
from reviewbot.syntax.flow.place import at
from reviewbot.syntax.flow.typescript_expressions import EXPRESSIONS, added, function, function_body
from reviewbot.syntax.flow.typescript_heads import head, is_view, name_of, parameters
from reviewbot.syntax.flow.typescript_switch import switch
from reviewbot.syntax.flow.typescript_texts import Lower, named, nothing, text_of
from reviewbot.syntax.tree import Tree, find

DEEPEST = 60
"""Levels of nodes: each costs some frames of Python's stack here and again where the form is interpreted."""

Body = tuple[Statement, ...]

_FUNCTIONS = (
    "function_declaration",
    "generator_function_declaration",
    "method_definition",
    "arrow_function",
    "function_expression",
    "generator_function",
)
_INLINE = frozenset({"arrow_function", "function_expression", "generator_function"})
_WRITING = frozenset({"innerHTML", "outerHTML", "body"})


def functions(tree: Tree) -> tuple[Function, ...]:
    """Give the heads of functions that have a name or answer a request, and last the module's own.

    Others are lowered where they stand.
    """
    natives = find(tree, {"rule": {"any": [{"kind": kind} for kind in _FUNCTIONS]}})
    heads = [head(one, LOWER) for one in natives if _is_listed(one)]
    return (*heads, Function(at(tree.root), "", "", (), (), (), "", tree.root))


def _is_listed(native: SgNode) -> bool:
    return bool(name_of(native)) or is_view(tuple(parameters(native, 0, LOWER)))


def body(of: Function) -> Body:
    """Lower a function's statements, for the module those outside of classes and functions."""
    if of.native.kind() == "program":
        return _block(of.native, 0)
    return function_body(of.native, 0, LOWER)


def _expression(native: SgNode | None, depth: int) -> Expression:
    """Lower one expression; of what is none the children are lowered, of what stands too deep nothing."""
    if native is None or depth > DEEPEST:
        return nothing(native)
    lower = EXPRESSIONS.get(native.kind())
    if lower is None:
        return Other(at(native), tuple(_expression(one, depth + 1) for one in named(native)))
    return lower(native, depth + 1, LOWER)


def _block(native: SgNode | None, depth: int) -> Body:
    """Lower the statements of a block, or the one that stands there without braces."""
    if native is None or depth > DEEPEST:
        return ()
    inside = native.children() if native.kind() in {"statement_block", "program"} else [native]
    return tuple(_statements(inside, depth))


def _statements(natives: Sequence[SgNode], depth: int) -> Iterator[Statement]:
    for one in natives:
        lower = _STATEMENTS.get(one.kind())
        if lower is not None:
            yield from lower(one, depth + 1)


LOWER = Lower(_expression, _block)


def _effect(native: SgNode, depth: int) -> Iterator[Statement]:
    inner = next(named(native), None)
    while inner is not None and inner.kind() == "parenthesized_expression":
        inner = next(named(inner), None)
    if inner is not None:
        yield from _of_effect(inner, depth)


def _of_effect(native: SgNode, depth: int) -> Iterator[Statement]:
    match native.kind():
        case "assignment_expression":
            yield from _assignment(native, depth)
        case "augmented_assignment_expression":
            target, value = added(native, depth, LOWER)
            yield Assign(at(native), (target,), value)
        case "update_expression":
            target = _expression(native.field("argument"), depth)
            yield Assign(at(native), (target,), Other(at(native), ()))
        case "sequence_expression":
            for one in named(native):
                yield Evaluate(at(one), _expression(one, depth))
        case "unary_expression" if text_of(native.field("operator")) == "delete":
            target = _expression(native.field("argument"), depth)
            yield Assign(at(native), (target,), Constant(at(native), None))
        case _:
            yield Evaluate(at(native), _expression(native, depth))


def _assignment(native: SgNode, depth: int) -> Iterator[Statement]:
    """Lower `a = b = value` as one assignment to both; one that writes a page is a call, too."""
    targets, value = [_expression(native.field("left"), depth)], native.field("right")
    while value is not None and value.kind() == "assignment_expression":
        targets.append(_expression(value.field("left"), depth))
        value = value.field("right")
    made = _expression(value, depth)
    for one in targets:
        if isinstance(one, Attribute) and one.name in _WRITING:
            yield Evaluate(at(native), Call(one.at, one, (Argument("", made),)))
    yield Assign(at(native), tuple(targets), made)


def _declaration(native: SgNode, depth: int) -> Iterator[Statement]:
    for one in named(native):
        value = one.field("value")
        if one.kind() != "variable_declarator":
            continue
        if value is not None and value.kind() in _INLINE:
            yield Define(at(value), head(value, LOWER))
            yield Evaluate(at(value), function(value, depth, LOWER))
        else:
            made = _expression(value, depth) if value is not None else Constant(at(one), None)
            yield Assign(at(one), (_expression(one.field("name"), depth),), made)


def _define(native: SgNode, depth: int) -> Iterator[Statement]:
    """Lower a function within another twice: it may be called, and it sees the variables around it."""
    yield Define(at(native), head(native, LOWER))
    yield Evaluate(at(native), function(native, depth, LOWER))


def _exported(native: SgNode, depth: int) -> Iterator[Statement]:
    declaration = native.field("declaration")
    if declaration is not None:
        yield from _statements([declaration], depth)


def _return(native: SgNode, depth: int) -> Iterator[Statement]:
    value = next(named(native), None)
    yield Return(at(native), _expression(value, depth) if value is not None else None)


def _throw(native: SgNode, depth: int) -> Iterator[Statement]:
    yield Leave(at(native), "throw", _expression(next(named(native), None), depth))


def _jump(native: SgNode, depth: int) -> Iterator[Statement]:  # noqa: ARG001 - the table's functions are called alike
    yield Leave(at(native), native.kind().removesuffix("_statement"))


def _if(native: SgNode, depth: int) -> Iterator[Statement]:
    """Lower a chain of `else if`, however long, as one branch."""
    cases, otherwise, here = list[Case](), Body(), native
    while True:
        test = _expression(here.field("condition"), depth)
        cases.append(Case(test, _block(here.field("consequence"), depth)))
        alternative = here.field("alternative")
        inner = next(named(alternative), None) if alternative is not None else None
        if inner is None or inner.kind() != "if_statement":
            otherwise = _block(inner, depth)
            break
        here = inner
    yield Branch(at(native), tuple(cases), otherwise)


def _for(native: SgNode, depth: int) -> Iterator[Statement]:
    first, test, step = native.field("initializer"), native.field("condition"), native.field("increment")
    if first is not None and first.kind() != "empty_statement":
        kinds = _STATEMENTS.get(first.kind())
        yield from kinds(first, depth) if kinds is not None else _of_effect(first, depth)
    condition = next(named(test), None) if test is not None and test.kind() == "expression_statement" else test
    is_endless = condition is None or condition.kind() == "empty_statement"
    over = Constant(at(native), value=True) if is_endless else _expression(condition, depth)
    steps = tuple(_of_effect(step, depth)) if step is not None else ()
    yield Loop(at(native), None, over, (*_block(native.field("body"), depth), *steps))


def _for_in(native: SgNode, depth: int) -> Iterator[Statement]:
    target, over = _expression(native.field("left"), depth), _expression(native.field("right"), depth)
    if text_of(native.field("operator")) == "in":
        keys = Attribute(over.at, Name(over.at, "Object"), "keys")
        over = Call(over.at, keys, (Argument("", over),))
    yield Loop(at(native), target, over, _block(native.field("body"), depth))


def _while(native: SgNode, depth: int) -> Iterator[Statement]:
    yield Loop(at(native), None, _expression(native.field("condition"), depth), _block(native.field("body"), depth))


def _do(native: SgNode, depth: int) -> Iterator[Statement]:
    """Lower it as what it does: the body once, without its ways out, and then while the condition holds."""
    inside = _block(native.field("body"), depth)
    yield from (one for one in inside if not isinstance(one, Leave))
    yield Loop(at(native), None, _expression(native.field("condition"), depth), inside)


def _switch(native: SgNode, depth: int) -> Iterator[Statement]:
    yield switch(native, depth, LOWER)


def _try(native: SgNode, depth: int) -> Iterator[Statement]:
    handler, last = native.field("handler"), native.field("finalizer")
    handlers = (_block(handler.field("body"), depth),) if handler is not None else ()
    yield Try(
        at(native),
        _block(native.field("body"), depth),
        handlers,
        _block(last.field("body"), depth) if last is not None else (),
    )


def _inside(native: SgNode, depth: int) -> Iterator[Statement]:
    yield from _block(native.field("body") or [None, *named(native)][-1], depth)


def _nested(native: SgNode, depth: int) -> Iterator[Statement]:
    yield from _block(native, depth)


_STATEMENTS: Mapping[str, Callable[[SgNode, int], Iterator[Statement]]] = {
    "expression_statement": _effect,
    "lexical_declaration": _declaration,
    "variable_declaration": _declaration,
    "function_declaration": _define,
    "generator_function_declaration": _define,
    "export_statement": _exported,
    "return_statement": _return,
    "throw_statement": _throw,
    "break_statement": _jump,
    "continue_statement": _jump,
    "if_statement": _if,
    "for_statement": _for,
    "for_in_statement": _for_in,
    "while_statement": _while,
    "do_statement": _do,
    "switch_statement": _switch,
    "try_statement": _try,
    "labeled_statement": _inside,
    "with_statement": _inside,
    "statement_block": _nested,
}
