"""Make rules cheap to compile: ast-grep compiles them anew for every file."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from reviewbot.domain.item import Rule

_PART = re.compile(r"\\.|[\[\]]", re.DOTALL)
_SEARCH, _SEARCH_END = "^(?s:.)*?(?:", ")"
_FOLDING = "(?i)"
_MANY_WORDS = 12
_MEMBERS = {"w": "0-9A-Za-z_", "d": "0-9", "s": r" \t\n\r\f\v"}


def lightened(rule: Rule) -> Rule:
    """Give a rule whose regular expressions mean ASCII by their classes and are searched for: see the two below."""
    return {name: _lightened(name, part) for name, part in rule.items()}


def used(
    utils: Mapping[str, Rule], rules: Iterable[Rule], named: Callable[[Rule], Iterable[str]]
) -> Mapping[str, Rule]:
    """Keep the utils that rules need, directly or through others: each one costs its compilation.

    `named` is `named_utils`, or who remembers what that said.
    """
    found, pending = set[str](), [name for rule in rules for name in named(rule)]
    while pending:
        name = pending.pop()
        if name in utils and name not in found:
            found.add(name)
            pending.extend(named(utils[name]))
    return {name: part for name, part in utils.items() if name in found}


def named_utils(part: object) -> Iterator[str]:
    """Give the names of the utils that a rule, or a part of one, refers to itself."""
    if isinstance(part, list):
        for one in part:
            yield from named_utils(one)
    elif isinstance(part, dict):
        for name, one in part.items():
            if name == "matches" and isinstance(one, str):
                yield one
            yield from named_utils(one)


@lru_cache(maxsize=4096)
def ascii_classes(expression: str) -> str:
    r"""Write `\w`, `\d`, `\s` and `\b` out, so that they mean ASCII.

    Unicode's classes cost 30 times as much to compile: with them two thirds of a review went into it.
    """
    if "\\" not in expression:
        return expression
    depth = 0

    def written(found: re.Match[str]) -> str:
        nonlocal depth
        part = found.group()
        depth += (part == "[") - (part == "]" and depth > 0)
        return _written(part, is_inside=depth > 0)

    return _PART.sub(written, expression)


def searched(expression: str) -> str:
    """Write an expression that may start anywhere as one that starts at the start, where that is cheaper.

    For the others the engine collects all the words that a match can start with: that takes three times as long as
    the rest where it folds cases, and texts as short as ours never pay it back.
    """
    start = expression.removeprefix(_FOLDING)
    if start.startswith(("^", "(?s)", "(?m)")):
        return expression
    is_dear = start is not expression or "[0-9]" in expression or expression.count("|") >= _MANY_WORDS
    return f"{_SEARCH}{expression}{_SEARCH_END}" if is_dear else expression


def plain(expression: str) -> str:
    """Give the expression that became one to be searched for."""
    is_searched = expression.startswith(_SEARCH) and expression.endswith(_SEARCH_END)
    return expression[len(_SEARCH) : -len(_SEARCH_END)] if is_searched else expression


def _lightened(name: str, part: object) -> object:
    if name == "regex" and isinstance(part, str):
        return searched(ascii_classes(part))
    if isinstance(part, dict):
        return lightened(part)
    return [_lightened("", one) for one in part] if isinstance(part, list) else part


def _written(part: str, *, is_inside: bool) -> str:
    letter = part[1:]
    if letter == "b" and not is_inside:
        return r"(?-u:\b)"
    if letter in _MEMBERS:
        return _MEMBERS[letter] if is_inside else f"[{_MEMBERS[letter]}]"
    if letter.lower() in _MEMBERS and not is_inside:
        return f"[^{_MEMBERS[letter.lower()]}]"
    return part
