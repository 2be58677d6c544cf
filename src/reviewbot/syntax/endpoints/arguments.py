"""What a call is given, and which of it is a plain text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ast_grep_py import SgNode

_PYTHON = re.compile(r"""[rRuUbB]?(?P<q>'''|\"\"\"|'|")(?P<text>.*)(?P=q)""", re.DOTALL)
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of a call: by position, and by keyword where the language has that."""

    positional: tuple[SgNode, ...]
    keywords: Mapping[str, SgNode]

    def at(self, position: int, keyword: str = "") -> SgNode | None:
        """Give an argument by its keyword, else by its position."""
        if keyword in self.keywords:
            return self.keywords[keyword]
        return self.positional[position] if 0 <= position < len(self.positional) else None


def arguments(call: SgNode) -> Arguments:
    """Read the arguments of a call or a decorator."""
    given = call.field("arguments")
    parts = [one for one in given.children() if one.is_named() and one.kind() != "comment"] if given else []
    keywords = {
        name.text(): value
        for one in parts
        if one.kind() == "keyword_argument" and (name := one.field("name")) and (value := one.field("value"))
    }
    return Arguments(tuple(one for one in parts if one.kind() != "keyword_argument"), keywords)


def text_of(native: SgNode | None) -> str | None:
    """Read a plain string; None for anything else, also for one with something put in."""
    if native is None or native.kind() not in {"string", "template_string"} or len(native.text()) > _LONGEST:
        return None
    written = native.text()
    if any(one.kind() in {"interpolation", "template_substitution"} for one in native.children()):
        return None
    found = _PYTHON.fullmatch(written)
    if found:
        return found["text"]
    return written[1:-1] if written[:1] == "`" else None


def texts_of(native: SgNode | None) -> tuple[str, ...] | None:
    """Read a list, tuple or set of plain strings, or a single one; None where one of them is something else."""
    if native is None:
        return None
    alone = text_of(native)
    if alone is not None:
        return (alone,)
    if native.kind() not in {"list", "tuple", "set", "array"}:
        return None
    parts = [text_of(one) for one in native.children() if one.is_named() and one.kind() != "comment"]
    known = tuple(one for one in parts if one is not None)
    return known if len(known) == len(parts) else None


def line_of(native: SgNode) -> int:
    """Give a node's first line, from 1."""
    return native.range().start.line + 1
