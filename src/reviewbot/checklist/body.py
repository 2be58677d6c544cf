"""Read the Markdown of an item: its reason, what to look for, and its examples."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reviewbot.domain.item import Example
from reviewbot.errors import ChecklistError, Place

_FENCE = re.compile(r"(?P<ticks>`{3,}|~{3,})(?P<language>[\w+-]*)(?P<rest>[^`]*)")
_FENCE_SIGNS = ("`", "~")
_SECTIONS = ("", "Look for", "Bad", "Good")
_MARK = re.compile(r"(?:#|//|--|/\*|<!--)\s*finding\b")


@dataclass(frozen=True, slots=True)
class Body:
    """The parts of an item below its front matter."""

    why: str
    look_for: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


def body(text: str, file: str, first_line: int) -> Body:
    """Split an item's Markdown; raises ChecklistError for a section nobody knows or a fence that does not end."""
    sections = _sections(text.split("\n"), file, first_line)
    prose = {name: "\n".join(line for _, line in lines).strip() for name, lines in sections.items()}
    examples = {name: tuple(_examples(sections.get(name, []), file)) for name in ("Bad", "Good")}
    return Body(prose.get("", ""), prose.get("Look for", ""), examples["Bad"], examples["Good"])


def marked_lines(text: str) -> frozenset[int]:
    """Give the lines of an example's text, from 1, that a comment `finding` marks."""
    return frozenset(number for number, line in enumerate(text.split("\n"), 1) if _MARK.search(line))


def _sections(lines: list[str], file: str, first_line: int) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = {"": []}
    current, fence, opened_at = "", "", 0
    for number, line in enumerate(lines, first_line):
        opened = _FENCE.fullmatch(line) if line.startswith(_FENCE_SIGNS) else None
        if fence:
            fence = "" if line.rstrip() == fence else fence
        elif opened:
            fence, opened_at = opened["ticks"], number
        elif line.startswith("## "):
            current = line[3:].strip()
            if current not in _SECTIONS or current in found:
                hint = f"Sections, once each: {', '.join(_SECTIONS[1:])}."
                raise ChecklistError(f"There is no place for a section `{current}`.", hint, Place(file, number))
            found[current] = []
            continue
        found[current].append((number, line))
    if fence:
        raise ChecklistError("A code fence does not end.", f"Close it with `{fence}`.", Place(file, opened_at))
    return found


def _examples(lines: list[tuple[int, str]], file: str) -> Iterator[Example]:
    """Read the fences; one whose info says `base` is the version before the change of the next one."""
    base: Example | None = None
    for example, info in _fences(lines):
        if "base" in info:
            base = example
            continue
        yield replace(example, base=base.text, base_line=base.line) if base else example
        base = None
    if base:
        hint = "Write the version after the change in a fence below it."
        raise ChecklistError("An example has a base and no head.", hint, Place(file, base.line))


def _named(info: list[str]) -> tuple[int, ...]:
    """Read `finding=4,5`: the marked lines of a text that can hold no comment."""
    numbers = next((word.removeprefix("finding=") for word in info if word.startswith("finding=")), "")
    return tuple(int(one) for one in numbers.split(",") if one.isdecimal())


def _fences(lines: list[tuple[int, str]]) -> Iterator[tuple[Example, list[str]]]:
    opened: re.Match[str] | None = None
    start, taken = 0, list[str]()
    for number, line in lines:
        if opened is None:
            opened, start, taken = _FENCE.fullmatch(line), number + 1, []
        elif line.rstrip() == opened["ticks"]:
            info = opened["rest"].split()
            path = next((word.removeprefix("path=") for word in info if word.startswith("path=")), "")
            text = "\n".join(taken) + "\n"
            yield Example(opened["language"], path, text, start, marked=_named(info)), info
            opened = None
        else:
            taken.append(line)
