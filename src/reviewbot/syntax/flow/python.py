"""Lower a Python file into the form of `syntax.flow`."""

from collections.abc import Callable, Iterator, Mapping

from ast_grep_py import SgNode

from reviewbot.syntax.flow.form import (
    Argument,
    Assign,
    Boolean,
    Branch,
    Call,
    Case,
    Comparison,
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
    Text,
    Try,
)
from reviewbot.syntax.flow.place import at
from reviewbot.syntax.flow.python_expressions import DEEPEST, expression, parameters
from reviewbot.syntax.tree import Tree, find

Body = tuple[Statement, ...]


def functions(tree: Tree) -> tuple[Function, ...]:
    """Give the heads of all functions, those within others too, and last the module's own."""
    heads = [_head(native) for native in find(tree, {"rule": {"kind": "function_definition"}})]
    return (*heads, Function(at(tree.root), "", "", (), (), (), "", tree.root))


def body(function: Function) -> Body:
    """Lower a function's statements, for the module those outside of classes and functions."""
    return _block(function.native.field("body") if function.name else function.native, 0)


def _head(native: SgNode) -> Function:
    around = native.parent()
    is_decorated = around is not None and around.kind() == "decorated_definition"
    owner = _owner(around.parent() if is_decorated and around is not None else around)
    name, returns = native.field("name"), native.field("return_type")
    return Function(
        at(native),
        name.text() if name is not None else "",
        _text(owner.field("name")) if owner is not None else "",
        tuple(_bases(owner)) if owner is not None else (),
        tuple(parameters(native.field("parameters"), 0)),
        tuple(_decorators(around)) if is_decorated and around is not None else (),
        _text(returns),
        native,
    )


def _text(native: SgNode | None) -> str:
    return native.text() if native is not None else ""


def _owner(block: SgNode | None) -> SgNode | None:
    above = block.parent() if block is not None and block.kind() == "block" else None
    return above if above is not None and above.kind() == "class_definition" else None


def _bases(owner: SgNode) -> Iterator[str]:
    bases = owner.field("superclasses")
    for one in bases.children() if bases is not None else ():
        if one.kind() in {"identifier", "attribute", "subscript"}:
            yield one.text()


def _decorators(decorated: SgNode) -> Iterator[Expression]:
    for one in decorated.children():
        if one.kind() == "decorator":
            yield expression(one.child(1), 0)


def _block(native: SgNode | None, depth: int) -> Body:
    if native is None or depth > DEEPEST:
        return ()
    return tuple(
        each
        for one in native.children()
        if (lower := _LOWERINGS.get(one.kind())) is not None
        for each in lower(one, depth + 1)
    )


def _expression(native: SgNode, depth: int) -> Iterator[Statement]:
    inner = native.child(0)
    if inner is None:
        return
    match inner.kind():
        case "assignment":
            yield from _assignment(inner, depth)
        case "augmented_assignment":
            target, value = expression(inner.field("left"), depth), expression(inner.field("right"), depth)
            is_sum = _text(inner.field("operator")) in {"+=", "/="}
            added = Text(at(inner), (target, value)) if is_sum else Other(at(inner), (value,))
            yield Assign(at(inner), (target,), added)
        case _:
            yield Evaluate(at(inner), expression(inner, depth))


def _assignment(native: SgNode, depth: int) -> Iterator[Statement]:
    """Lower `a = b = value` as one assignment to both."""
    targets, value = [expression(native.field("left"), depth)], native.field("right")
    while value is not None and value.kind() == "assignment":
        targets.append(expression(value.field("left"), depth))
        value = value.field("right")
    if value is not None:
        yield Assign(at(native), tuple(targets), expression(value, depth))


def _return(native: SgNode, depth: int) -> Iterator[Statement]:
    value = native.child(1)
    yield Return(at(native), expression(value, depth) if value is not None else None)


def _raise(native: SgNode, depth: int) -> Iterator[Statement]:
    value = native.child(1)
    yield Leave(at(native), "raise", expression(value, depth) if value is not None else None)


def _jump(native: SgNode, depth: int) -> Iterator[Statement]:  # noqa: ARG001 - the table's functions are called alike
    yield Leave(at(native), native.kind().removesuffix("_statement"))


def _if(native: SgNode, depth: int) -> Iterator[Statement]:
    cases = [Case(expression(native.field("condition"), depth), _block(native.field("consequence"), depth))]
    otherwise: Body = ()
    for one in native.field_children("alternative"):
        if one.kind() == "elif_clause":
            cases.append(Case(expression(one.field("condition"), depth), _block(one.field("consequence"), depth)))
        else:
            otherwise = _block(one.field("body"), depth)
    yield Branch(at(native), tuple(cases), otherwise)


def _for(native: SgNode, depth: int) -> Iterator[Statement]:
    target, over = expression(native.field("left"), depth), expression(native.field("right"), depth)
    yield Loop(at(native), target, over, _block(native.field("body"), depth), _else(native, depth))


def _while(native: SgNode, depth: int) -> Iterator[Statement]:
    test = expression(native.field("condition"), depth)
    yield Loop(at(native), None, test, _block(native.field("body"), depth), _else(native, depth))


def _else(native: SgNode, depth: int) -> Body:
    alternative = native.field("alternative")
    return _block(alternative.field("body"), depth) if alternative is not None else ()


def _try(native: SgNode, depth: int) -> Iterator[Statement]:
    """Lower it with its `else` as the end of its body."""
    parts = [(one.kind(), _block(_own_block(one), depth)) for one in native.children()]
    inside = next((_block(one, depth) for one in native.field_children("body")), ())
    inside += tuple(each for kind, block in parts if kind == "else_clause" for each in block)
    handlers = tuple(block for kind, block in parts if kind in {"except_clause", "except_group_clause"})
    last = tuple(each for kind, block in parts if kind == "finally_clause" for each in block)
    yield Try(at(native), inside, handlers, last)


def _own_block(native: SgNode) -> SgNode | None:
    return next((one for one in native.children() if one.kind() == "block"), None) if native.is_named() else None


def _with(native: SgNode, depth: int) -> Iterator[Statement]:
    for clause in native.children():
        if clause.kind() == "with_clause":
            for item in clause.children():
                if item.kind() == "with_item":
                    yield _resource(item, depth)
    yield from _block(native.field("body"), depth)


def _resource(item: SgNode, depth: int) -> Statement:
    value = item.field("value") or item.child(0)
    if value is None or value.kind() != "as_pattern":
        return Evaluate(at(item), expression(value, depth))
    targets = tuple(expression(one, depth) for one in value.field_children("alias"))
    return Assign(at(item), targets, expression(value.child(0), depth))


def _match(native: SgNode, depth: int) -> Iterator[Statement]:
    subject, inner = expression(native.field("subject"), depth), native.field("body")
    cases, otherwise = list[Case](), Body()
    for one in inner.children() if inner is not None else ():
        if one.kind() == "case_clause":
            test, block = _case_test(one, subject, depth), _block(one.field("consequence"), depth)
            if test is None:
                otherwise = block
            else:
                cases.append(Case(test, block))
    yield Branch(at(native), tuple(cases), otherwise)


def _case_test(clause: SgNode, subject: Expression, depth: int) -> Expression | None:
    """Compare the subject with a literal pattern, ask nothing of another; None where every value matches."""
    patterns = [one for one in clause.children() if one.kind() == "case_pattern"]
    guard = next((one for one in clause.children() if one.kind() == "if_clause"), None)
    texts = [_pattern(one.child(0), subject, depth) for one in patterns]
    if guard is not None:
        return Boolean(at(clause), "and", (*(one for one in texts if one), expression(guard.child(1), depth)))
    return texts[0] if len(texts) == 1 else Other(at(clause), ())


def _pattern(native: SgNode | None, subject: Expression, depth: int) -> Expression | None:
    if native is None or native.text() == "_":
        return None
    if native.kind() in {"string", "integer", "union_pattern"}:
        listed = [one for one in native.children() if one.is_named()] if native.kind() == "union_pattern" else [native]
        texts = tuple(Comparison(at(one), "==", subject, expression(one, depth)) for one in listed)
        return texts[0] if len(texts) == 1 else Boolean(at(native), "or", texts)
    if native.kind() == "dotted_name" and native.text().isidentifier():
        return None
    return Other(at(native), ())


def _assert(native: SgNode, depth: int) -> Iterator[Statement]:
    """Lower it as what it does: raise where the condition does not hold."""
    place = at(native)
    yield Branch(place, (Case(expression(native.child(1), depth), ()),), (Leave(place, "raise"),))


def _delete(native: SgNode, depth: int) -> Iterator[Statement]:
    gone = native.child(1)
    if gone is not None and gone.kind() == "identifier":
        yield Assign(at(native), (expression(gone, depth),), Constant(at(native), None))


def _define(native: SgNode, depth: int) -> Iterator[Statement]:  # noqa: ARG001 - the table's functions are called alike
    definition = native.field("definition") or native
    if definition.kind() == "function_definition":
        yield Define(at(definition), _head(definition))


def _print(native: SgNode, depth: int) -> Iterator[Statement]:
    """Lower Python 2's `exec code`, which this grammar knows, as a call."""
    code = native.child(1)
    if code is not None:
        yield Evaluate(at(native), Call(at(native), Name(at(native), "exec"), (Argument("", expression(code, depth)),)))


_LOWERINGS: Mapping[str, Callable[[SgNode, int], Iterator[Statement]]] = {
    "expression_statement": _expression,
    "return_statement": _return,
    "raise_statement": _raise,
    "break_statement": _jump,
    "continue_statement": _jump,
    "if_statement": _if,
    "for_statement": _for,
    "while_statement": _while,
    "try_statement": _try,
    "with_statement": _with,
    "match_statement": _match,
    "assert_statement": _assert,
    "delete_statement": _delete,
    "function_definition": _define,
    "decorated_definition": _define,
    "exec_statement": _print,
}
