"""What a name stands for: through imports, aliases and the variables around it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ast_grep_py import SgNode

from reviewbot.syntax import python, typescript
from reviewbot.syntax.dotted import dotted
from reviewbot.syntax.languages import family
from reviewbot.syntax.scopes import Binding
from reviewbot.syntax.tree import Node, Tree, find

_ROOT = re.compile(r"(?:this|self)\.#?\w+|[\w$]+")
_MOST_STEPS = 40


@dataclass(frozen=True, slots=True)
class Names:
    """The bindings of one file by the word they bind, and where its functions have their bodies."""

    bindings: Mapping[str, Sequence[Binding]]
    bodies: Sequence[tuple[int, int]] = ()

    def resolved(self, node: Node) -> tuple[str, ...]:
        """Give the dotted names that the expression at a node may have, as `resolved_at` does."""
        return self.resolved_at(dotted(node.text), node.start)

    def resolved_at(self, text: str, offset: int) -> tuple[str, ...]:
        """Give the names that a dotted text may stand for at an offset, more than one if its root is bound so.

        Arguments are left out (`httpx.Client(timeout=3).get` is `httpx.Client().get`). A root that nothing in the
        file binds stands for itself: it is a builtin, or a diff that shows no imports. A root bound to something
        that has no name gives nothing.
        """
        found: dict[str, None] = {}
        pending = [(text, offset)]
        # Each step follows one binding; a file that binds a name in circles must not keep us.
        for _ in range(_MOST_STEPS):
            if not pending:
                break
            for name, start in self._followed(*pending.pop(0)):
                if start is None:
                    found[name] = None
                else:
                    pending.append((name, start))
        return tuple(found)

    def is_bound(self, name: str, offset: int) -> bool:
        """Tell whether the file binds a name at an offset."""
        return bool(self._innermost(name, offset))

    def _followed(self, text: str, offset: int) -> Iterator[tuple[str, int | None]]:
        """Replace a name's root by what it is bound to, and say where to look that up: nowhere for an import."""
        root = _ROOT.match(text)
        if root is None:
            return
        bound = self._innermost(root.group(), offset)
        if not bound:
            yield text, None
        for binding in bound:
            if binding.value is not None:
                yield binding.value + text[root.end() :], None if binding.is_import else binding.start

    def _innermost(self, name: str, offset: int) -> list[Binding]:
        around = [one for one in self.bindings.get(name, ()) if self._holds(one, offset)]
        closest = max((one.scope_start for one in around), default=0)
        return [one for one in around if one.scope_start == closest]

    def _holds(self, binding: Binding, offset: int) -> bool:
        if not binding.scope_start <= offset < binding.scope_end:
            return False
        return not binding.is_of_class or not any(
            binding.scope_start < start <= offset < end for start, end in self.bodies
        )


@lru_cache(maxsize=2)
def names_of(tree: Tree) -> Names:
    """Collect a file's bindings; none for a language whose scopes are not known here, so that names stay as written."""
    # Of equal bindings in one scope the first stands for all: thousands of assignments cost no more than one.
    found: dict[str, dict[tuple[object, ...], Binding]] = defaultdict(dict)
    for one in _bindings(tree):
        found[one.name].setdefault((one.value, one.is_import, one.scope_start, one.scope_end), one)
    has_classes = any(one.is_of_class for several in found.values() for one in several.values())
    bodies = python.bodies(tree) if has_classes else ()
    return Names({name: tuple(several.values()) for name, several in found.items()}, bodies)


def _bindings(tree: Tree) -> Iterator[Binding]:
    readers = _readers(tree.grammar)
    if not readers:
        return
    outer = python.declared(tree) if tree.grammar == "python" else {}
    for native in find(tree, {"rule": {"any": [{"kind": kind} for kind in readers]}}):
        for one in readers[native.kind()](native):
            scope = outer.get((one.name, one.scope_start))
            yield replace(one, scope_start=scope[0], scope_end=scope[1]) if scope else one


def _readers(grammar: str) -> Mapping[str, Callable[[SgNode], Iterator[Binding]]]:
    """Choose the readers by kind; a kind that a grammar lacks would make ast-grep refuse the rule."""
    match family(grammar):
        case "python":
            return python.READERS
        case "typescript":
            lacking = typescript.TYPED_KINDS if grammar == "javascript" else typescript.ONLY_JAVASCRIPT
            return {kind: reader for kind, reader in typescript.READERS.items() if kind not in lacking}
        case _:
            return {}
