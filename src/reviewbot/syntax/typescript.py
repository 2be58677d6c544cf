"""What a TypeScript or JavaScript file binds."""

import re
from collections.abc import Callable, Iterator, Mapping

from ast_grep_py import SgNode

from reviewbot.syntax.scopes import Binding, Scope, scope_of, value_of, words

_FUNCTIONS = frozenset(
    {"function_declaration", "generator_function_declaration", "arrow_function", "method_definition",
     "function_expression", "program"}
)  # fmt: skip
_BLOCKS = _FUNCTIONS | {"statement_block", "for_statement", "for_in_statement", "catch_clause", "switch_body"}
_CLASSES = frozenset({"class_declaration", "abstract_class_declaration", "class", "program"})
_TYPE = re.compile(r":\s*([A-Za-z_$][\w$.]*)(?:<.*>)?(?:\s*\|\s*(?:null|undefined))*", re.DOTALL)
# With what compilers write around it.
_REQUIRE = re.compile(
    r"(?:\(0,\s*)?(?:(?:\w+\.)?(?:__import\w+|__toESM|_interop\w+)\)?\()?require\(\s*['\"]([^'\"]+)['\"]\s*\)\)?"
)
_PROMISED = re.compile(r"(?:\(0,\s*)?(?:[\w$]+\.)?promisify\)?\(\s*([\w$.]+)\s*\)")
_PARAMETERS = frozenset({"required_parameter", "optional_parameter"})
TYPED_KINDS = _PARAMETERS | {
    "public_field_definition", "import_require_clause", "abstract_class_declaration", "enum_declaration"
}  # fmt: skip
"""The kinds that JavaScript's grammar lacks."""


def _module(text: str) -> str:
    return text.strip("'\"`").removeprefix("node:")


def _import(native: SgNode) -> Iterator[Binding]:
    source = native.field("source")
    if source is None:
        return
    module, scope = _module(source.text()), scope_of(native, frozenset({"program"}))
    for clause in (child for child in native.children() if child.kind() == "import_clause"):
        for part in clause.children():
            if part.kind() == "identifier":
                yield scope.binding(part, module, is_import=True)
            elif part.kind() == "namespace_import":
                yield from (scope.binding(name, module, is_import=True) for name in words(part))
            elif part.kind() == "named_imports":
                yield from _specifiers(part, module, scope)


def _import_require(native: SgNode) -> Iterator[Binding]:
    """Bind TypeScript's `import x = require("y")`."""
    scope = scope_of(native, frozenset({"program"}))
    for source in native.field_children("source"):
        yield from (scope.binding(name, _module(source.text()), is_import=True) for name in words(native.child(0)))


def _specifiers(named: SgNode, module: str, scope: Scope) -> Iterator[Binding]:
    for one in named.children():
        name = one.field("name")
        if one.kind() == "import_specifier" and name is not None:
            real = module if name.text() == "default" else f"{module}.{name.text()}"
            yield scope.binding(one.field("alias") or name, real, is_import=True)


def _variable(native: SgNode) -> Iterator[Binding]:
    parent, value = native.parent(), native.field("value")
    is_var = parent is not None and parent.kind() == "variable_declaration"
    scope = scope_of(native, _FUNCTIONS if is_var else _BLOCKS)
    required = _REQUIRE.fullmatch(value.text()) if value is not None else None
    for name in native.field_children("name"):
        if required is not None:
            yield from _required(name, _module(required.group(1)), scope)
        elif name.kind() == "identifier":
            yield scope.binding(name, _typed(native) if value is None else _given(value))
        else:
            yield from (scope.binding(word, None) for word in words(name))


def _given(value: SgNode) -> str | None:
    """Write a value as a dotted name; what is promisified does what it did before."""
    promised = _PROMISED.fullmatch(value.text()) if value.kind() == "call_expression" else None
    name = promised.group(1) if promised else value_of(value)
    return name.replace(".default", "") if name else name


def _required(pattern: SgNode, module: str, scope: Scope) -> Iterator[Binding]:
    if pattern.kind() == "identifier":
        yield scope.binding(pattern, module, is_import=True)
    for part in pattern.children():
        if part.kind() == "shorthand_property_identifier_pattern":
            yield scope.binding(part, f"{module}.{part.text()}", is_import=True)
        elif part.kind() == "pair_pattern" and (key := part.field("key")) and (value := part.field("value")):
            yield from (scope.binding(word, f"{module}.{key.text()}", is_import=True) for word in words(value))


def _typed(native: SgNode) -> str | None:
    """Take an annotation for an instance: `pool: Pool` can do what `new Pool()` can."""
    annotation = native.field("type")
    found = _TYPE.fullmatch(annotation.text()) if annotation is not None else None
    return f"{found.group(1)}()" if found else None


def _assignment(native: SgNode) -> Iterator[Binding]:
    left, right = native.field("left"), native.field("right")
    if left is not None and left.kind() == "member_expression" and left.text().startswith("this."):
        yield scope_of(native, _CLASSES).binding(left, value_of(right))


def _field(native: SgNode) -> Iterator[Binding]:
    value = native.field("value")
    for name in (*native.field_children("name"), *native.field_children("property")):
        bound = _typed(native) if value is None else value_of(value)
        yield scope_of(native, _CLASSES).binding(name, bound, as_name=f"this.{name.text()}")


def _typed_parameter(native: SgNode) -> Iterator[Binding]:
    pattern = native.field("pattern")
    for name in words(pattern):
        # What is taken out of a typed object is not that object.
        value = _typed(native) if name == pattern else None
        yield scope_of(native, _FUNCTIONS).binding(name, value)
        if any(child.kind() in {"accessibility_modifier", "readonly"} for child in native.children()):
            yield scope_of(native, _CLASSES).binding(name, value, as_name=f"this.{name.text()}")


def _parameters(native: SgNode) -> Iterator[Binding]:
    """Bind JavaScript's parameters; TypeScript's have kinds of their own."""
    for child in native.children():
        if child.kind() not in _PARAMETERS:
            yield from (scope_of(native, _FUNCTIONS).binding(name, None) for name in words(child))


def _arrow(native: SgNode) -> Iterator[Binding]:
    """Bind the parameter of `x => …`, which has no parentheses around it."""
    yield from (Scope(native).binding(name, None) for name in words(native.field("parameter")))


def _loop(native: SgNode) -> Iterator[Binding]:
    yield from (Scope(native).binding(name, None) for name in words(native.field("left")))


def _catch(native: SgNode) -> Iterator[Binding]:
    yield from (Scope(native).binding(name, None) for name in words(native.field("parameter")))


def _declaration(native: SgNode) -> Iterator[Binding]:
    for name in native.field_children("name"):
        yield scope_of(native, _BLOCKS).binding(name, None)


READERS: Mapping[str, Callable[[SgNode], Iterator[Binding]]] = {
    "import_statement": _import,
    "import_require_clause": _import_require,
    "variable_declarator": _variable,
    "assignment_expression": _assignment,
    "public_field_definition": _field,
    "field_definition": _field,
    "required_parameter": _typed_parameter,
    "optional_parameter": _typed_parameter,
    "formal_parameters": _parameters,
    "arrow_function": _arrow,
    "for_in_statement": _loop,
    "catch_clause": _catch,
    "function_declaration": _declaration,
    "generator_function_declaration": _declaration,
    "class_declaration": _declaration,
    "abstract_class_declaration": _declaration,
    "enum_declaration": _declaration,
}
ONLY_JAVASCRIPT = frozenset({"field_definition"})
