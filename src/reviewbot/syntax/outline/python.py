"""Outline a Python file: its calls by the words they end in, its classes, functions and assignments."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from ast_grep_py import SgNode

from reviewbot.syntax.names import names_of
from reviewbot.syntax.outline.python_classes import class_of, function_of, line_of
from reviewbot.syntax.outline.python_values import Sight, call, named, plain, subscript, value
from reviewbot.syntax.outline.value import Called, Class, Member
from reviewbot.syntax.tree import Tree, find

_KINDS = ("call", "class_definition", "function_definition", "assignment", "subscript")
_MOST_CALLS = 5_000
_WITHIN_CLASS = frozenset({"decorated_definition", "block", "class_definition"})


@dataclass(frozen=True, slots=True)
class Outline:
    """What a file calls, in the order of its text, the classes and functions that it defines, and what it assigns.

    `functions` are those outside of classes, `assigned` the values of names that end in a wanted word. A subscript
    such as `os.environ["HOME"]` is a call of `os.environ[]`.
    """

    calls: tuple[Called, ...] = ()
    classes: tuple[Class, ...] = ()
    functions: tuple[Member, ...] = ()
    assigned: tuple[Member, ...] = ()


def outline(tree: Tree, words: frozenset[str]) -> Outline:
    """Read a file; only the calls and assignments are given whose name ends in a word, or stands for one that does."""
    natives = find(tree, {"rule": {"any": [{"kind": kind} for kind in _KINDS]}})
    by_kind: dict[str, list[SgNode]] = {kind: [] for kind in _KINDS}
    for native in natives:
        by_kind[native.kind()].append(native)
    sight = Sight(tree, names_of(tree), _constants(by_kind["assignment"]))
    classes = [one for one in by_kind["class_definition"] if not _is_within_class(one)]
    functions = [one for one in by_kind["function_definition"] if not _is_within_class(one)]
    calls = (*_calls(by_kind["call"], sight, words), *_subscripts(by_kind["subscript"], sight, words))
    return Outline(
        calls=tuple(sorted(calls, key=lambda one: one.line)),
        classes=tuple(one for native in classes for one in class_of(native, sight)),
        functions=tuple(one for native in functions for one in function_of(native, sight)),
        assigned=tuple(_assigned(by_kind["assignment"], sight, words)),
    )


def _constants(assignments: list[SgNode]) -> Mapping[str, str]:
    """Find the names in capitals that a file binds to one plain string and to nothing else."""
    found: dict[str, str | None] = {}
    for native in assignments:
        left, right = native.field("left"), native.field("right")
        if left is not None and right is not None and left.kind() == "identifier" and left.text().isupper():
            text = plain(right)
            found[left.text()] = text if found.get(left.text(), text) == text else None
    return {name: text for name, text in found.items() if text is not None}


def _is_within_class(native: SgNode) -> bool:
    """Tell whether a definition is a class's own: those of a function's body are not."""
    for around in native.ancestors():
        if around.kind() == "class_definition":
            return True
        if around.kind() not in _WITHIN_CLASS:
            break
    return False


def _calls(natives: list[SgNode], sight: Sight, words: frozenset[str]) -> Iterator[Called]:
    wanted = words | _aliases(sight, words)
    called = (one for one in natives if (function := one.field("function")) and _last(function) in wanted)
    for native in islice(called, _MOST_CALLS):
        yield call(native, sight)


def _last(function: SgNode) -> str:
    word = function.field("attribute") if function.kind() == "attribute" else function
    return word.text() if word is not None else ""


def _aliases(sight: Sight, words: frozenset[str]) -> frozenset[str]:
    """Give the names that stand for something that ends in a word: `import … as`, `retry = tenacity.retry`."""
    return frozenset(
        name
        for name, bindings in sight.names.bindings.items()
        if any(one.value and one.value.rpartition(".")[2].removesuffix("()") in words for one in bindings)
    )


def _subscripts(natives: list[SgNode], sight: Sight, words: frozenset[str]) -> Iterator[Called]:
    for native in natives:
        owner = native.field("value")
        if owner is not None and _last(owner) in words and not _is_written(native):
            yield subscript(native, sight, 1)


def _is_written(native: SgNode) -> bool:
    parent = native.parent()
    left = parent.field("left") if parent is not None and parent.kind() == "assignment" else None
    is_deleted = parent is not None and parent.kind() == "delete_statement"
    return is_deleted or (left is not None and left.range().start.index == native.range().start.index)


def _assigned(natives: list[SgNode], sight: Sight, words: frozenset[str]) -> Iterator[Member]:
    for native in natives:
        left, right = native.field("left"), native.field("right")
        if left is not None and right is not None and _last(left) in words and named(native):
            yield Member(left.text(), line_of(native), is_method=False, value=value(right, sight, 1))
