"""What a Python file binds."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from ast_grep_py import SgNode

from reviewbot.syntax.scopes import Binding, Scope, scope_of, value_of, words
from reviewbot.syntax.tree import Tree, find

_SCOPES = frozenset(
    {"function_definition", "lambda", "list_comprehension", "set_comprehension", "dictionary_comprehension",
     "generator_expression", "module"}
)  # fmt: skip
_FUNCTIONS = frozenset({"function_definition", "lambda", "module"})
_CLASSES = frozenset({"class_definition", "module"})
_PATTERNS = frozenset({"pattern_list", "tuple_pattern", "list_pattern"})
_LISTS = frozenset({"expression_list", "tuple", "list"})
_TYPE = re.compile(r"[\"']?([A-Za-z_][\w.]*)[\"']?(?:\s*\|\s*None)?|Optional\[([A-Za-z_][\w.]*)\]")


def bodies(tree: Tree) -> tuple[tuple[int, int], ...]:
    """Give the ranges of all functions' bodies, in which the names of a class around them do not hold."""
    natives = find(tree, {"rule": {"any": [{"kind": "function_definition"}, {"kind": "lambda"}]}})
    spans = (body.range() for native in natives if (body := native.field("body")) is not None)
    return tuple((span.start.index, span.end.index) for span in spans)


def declared(tree: Tree) -> Mapping[tuple[str, int], tuple[int, int]]:
    """Give the range that a name has which a function declares `global` or `nonlocal`, by name and function."""
    if "global" not in tree.text and "nonlocal" not in tree.text:
        return {}
    found: dict[tuple[str, int], tuple[int, int]] = {}
    for native in find(tree, {"rule": {"any": [{"kind": "global_statement"}, {"kind": "nonlocal_statement"}]}}):
        inner = scope_of(native, _FUNCTIONS).native
        kinds = frozenset({"module"}) if native.kind() == "global_statement" else _FUNCTIONS
        outer = scope_of(inner, kinds).native.range()
        for name in words(native):
            found[name.text(), inner.range().start.index] = (outer.start.index, outer.end.index)
    return found


def _here(native: SgNode) -> Scope:
    """Find what a statement binds its names in: the closest function, class or module."""
    scope = scope_of(native, _FUNCTIONS | _CLASSES)
    return Scope(scope.native, scope.native.kind() == "class_definition")


def _import(native: SgNode) -> Iterator[Binding]:
    source = native.field("module_name")
    prefix = source.text() if source is not None else ""
    prefix += "." if prefix and not prefix.endswith(".") else ""
    scope = _here(native)
    for name in native.field_children("name"):
        if name.kind() == "aliased_import":
            for real, alias in zip(name.field_children("name"), name.field_children("alias"), strict=False):
                yield scope.binding(alias, prefix + real.text(), is_import=True)
        elif prefix:
            yield scope.binding(name, prefix + name.text(), is_import=True)
        else:
            first = name.text().partition(".")[0]
            yield scope.binding(name, first, as_name=first, is_import=True)


def _assignment(native: SgNode) -> Iterator[Binding]:
    right, scope = native.field("right"), _here(native)
    for whole in native.field_children("left"):
        for left, part in _parallel(whole, right):
            value = _typed(native) if right is None else value_of(part)
            if left.kind() == "attribute" and left.text().startswith("self."):
                yield scope_of(native, _CLASSES).binding(left, value)
            for name in words(left):
                known = value if left.kind() == "identifier" else None
                yield scope.binding(name, known)
                if scope.is_of_class:
                    yield Scope(scope.native).binding(name, known, as_name=f"self.{name.text()}")


def _parallel(left: SgNode, right: SgNode | None) -> Iterator[tuple[SgNode, SgNode | None]]:
    """Pair the parts of `a, b = c(), d()`; what cannot be told apart stays whole."""
    targets, values = _parts(left, _PATTERNS), _parts(right, _LISTS)
    if targets and len(targets) == len(values):
        yield from zip(targets, values, strict=True)
    else:
        yield left, right


def _parts(native: SgNode | None, kinds: frozenset[str]) -> Sequence[SgNode]:
    """List the parts of a tuple or a list; none where a starred one makes their number unknown."""
    if native is None or native.kind() not in kinds:
        return ()
    parts = [one for one in native.children() if one.is_named() and one.kind() != "comment"]
    # By its text: this grammar reads `*a.b(), c` as a call of `*a.b`.
    return () if any(one.text().startswith("*") for one in parts) else parts


def _parameter(native: SgNode) -> Iterator[Binding]:
    scope = scope_of(native, _FUNCTIONS)
    for name in words(native):
        # What `*args: T` holds is no T.
        is_one = (native.field("name") or native.child(0)) == name
        yield scope.binding(name, _typed(native) if is_one else None)


def _parameters(native: SgNode) -> Iterator[Binding]:
    """Bind the plain ones; those with a type or a default have kinds of their own."""
    scope = scope_of(native, _FUNCTIONS)
    for child in native.children():
        if child.kind() in {"identifier", "list_splat_pattern", "dictionary_splat_pattern"}:
            for name in words(child):
                yield scope.binding(name, None)


def _typed(native: SgNode) -> str | None:
    """Take an annotation for an instance: `client: httpx.Client` can do what `httpx.Client()` can."""
    annotation = native.field("type")
    found = _TYPE.fullmatch(annotation.text()) if annotation is not None else None
    return f"{found.group(1) or found.group(2)}()" if found else None


def _with_item(native: SgNode) -> Iterator[Binding]:
    pattern = native.field("value") or native.child(0)
    if pattern is None or pattern.kind() != "as_pattern":
        return
    scope, value, alias = _here(native), value_of(pattern.child(0)), pattern.field("alias")
    for name in words(alias):
        yield scope.binding(name, value if name.parent() == alias else None)


def _target(native: SgNode) -> Iterator[Binding]:
    """Bind what a `for` or a comprehension goes through."""
    scope = scope_of(native, _SCOPES) if native.kind() == "for_in_clause" else _here(native)
    for name in words(native.field("left")):
        yield scope.binding(name, None)


def _named(native: SgNode) -> Iterator[Binding]:
    """Bind what `:=` assigns: also from within a comprehension it is the function's."""
    for name in words(native.field("name")):
        yield _here(native).binding(name, value_of(native.field("value")))


def _except_clause(native: SgNode) -> Iterator[Binding]:
    """Bind the error for its own clause only: Python unbinds it at the end."""
    for child in native.children():
        if child.kind() == "as_pattern":
            for name in words(child.field("alias")):
                yield scope_of(name, frozenset({"except_clause"})).binding(name, None)


def _definition(native: SgNode) -> Iterator[Binding]:
    for name in native.field_children("name"):
        yield _here(native).binding(name, None)


def _captures(native: SgNode) -> Iterator[Binding]:
    """Bind what a `case` captures: a word alone, a starred one, the value of a keyword, and what `as` names."""
    parts = native.children()
    if native.kind() == "keyword_pattern":
        parts = parts[1:]
    for part in parts:
        if part.kind() == "as_pattern":
            part = part.children()[-1]  # noqa: PLW2901 - the name behind `as`
        if part.kind() in {"identifier", "dotted_name"} and part.text().isidentifier() and part.text() != "_":
            yield _here(native).binding(part, None)


def _type_parameters(native: SgNode) -> Iterator[Binding]:
    """Bind the types that a function or class is generic over; elsewhere the brackets hold arguments."""
    parent = native.parent()
    if parent is not None and parent.kind() in {"function_definition", "class_definition"}:
        yield from _of_brackets(native, Scope(parent))


def _type_alias(native: SgNode) -> Iterator[Binding]:
    for left in native.children()[1:2]:
        for name in left.find_all(kind="identifier")[:1]:
            yield _here(native).binding(name, None)
        for brackets in left.find_all(kind="type_parameter")[:1]:
            yield from _of_brackets(brackets, Scope(native))


def _of_brackets(brackets: SgNode, scope: Scope) -> Iterator[Binding]:
    for one in brackets.children():
        name = one.find(kind="identifier") if one.kind() == "type" else None
        if name is not None:
            yield scope.binding(name, None)


READERS: Mapping[str, Callable[[SgNode], Iterator[Binding]]] = {
    "import_statement": _import,
    "import_from_statement": _import,
    "assignment": _assignment,
    "parameters": _parameters,
    "lambda_parameters": _parameters,
    "typed_parameter": _parameter,
    "default_parameter": _parameter,
    "typed_default_parameter": _parameter,
    "with_item": _with_item,
    "for_statement": _target,
    "for_in_clause": _target,
    "named_expression": _named,
    "except_clause": _except_clause,
    "function_definition": _definition,
    "class_definition": _definition,
    "case_pattern": _captures,
    "splat_pattern": _captures,
    "keyword_pattern": _captures,
    "type_parameter": _type_parameters,
    "type_alias_statement": _type_alias,
}
