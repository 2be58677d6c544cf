"""Outline a TypeScript or JavaScript file: its calls by the words they end in, its classes, what it reads."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reviewbot.syntax.names import names_of
from reviewbot.syntax.outline.bounded import bounded
from reviewbot.syntax.outline.typescript_classes import classes
from reviewbot.syntax.outline.typescript_environment import reads
from reviewbot.syntax.outline.typescript_values import CALLS, Sight, call, constants, name_of, resolved
from reviewbot.syntax.outline.value import Called, Class, Read
from reviewbot.syntax.tree import Tree, find

_MOST_CALLS = 5_000
"""A chain of calls is read once for each of them: of what no person wrote, the beginning does."""

_PACKAGE = re.compile(r"(?:@[\w.-]+/)?[\w-]+")


@dataclass(frozen=True, slots=True)
class Outline:
    """What a file calls, in the order of its text, the classes it defines, and what it reads of the environment."""

    calls: tuple[Called, ...] = ()
    classes: tuple[Class, ...] = ()
    reads: tuple[Read, ...] = ()

    @property
    def made(self) -> Mapping[str, Called]:
        """Give the calls whose answer is kept, by the name that keeps it."""
        return {one.assigned: one for one in self.calls if one.assigned}


def outline(tree: Tree, words: frozenset[str], packages: frozenset[str] = frozenset()) -> Outline:
    """Read a file; of its calls those whose name ends in one of the words, or stands for what a package gives."""
    sight = Sight(tree, bounded(names_of(tree)), constants(tree))
    return Outline(
        tuple(_calls(sight, words, packages)),
        tuple(classes(sight)) if "class" in tree.text else (),
        tuple(reads(tree)) if ".env" in tree.text else (),
    )


def _calls(sight: Sight, words: frozenset[str], packages: frozenset[str]) -> list[Called]:
    found = []
    for native in find(sight.tree, {"rule": {"any": [{"kind": kind} for kind in CALLS]}})[:_MOST_CALLS]:
        function = native.field(CALLS[native.kind()])
        written = name_of(function) if function is not None else ""
        if not written:
            continue
        names = resolved(written, native, sight)
        if any(_last(one) in words for one in (written, *names)) or any(package_of(one) in packages for one in names):
            found.append(call(native, sight))
    return found


def _last(name: str) -> str:
    return name.rpartition(".")[2].rpartition("/")[2]


def package_of(name: str) -> str:
    """Give the package that a resolved name begins with, `@nestjs/config` of `@nestjs/config.ConfigService()`."""
    found = _PACKAGE.match(name)
    return found.group() if found else ""
