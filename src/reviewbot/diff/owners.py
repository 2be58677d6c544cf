"""Whose files are whose, as a repository's CODEOWNERS says it."""

from collections.abc import Iterator
from dataclasses import dataclass

from reviewbot.domain.paths import matches, names

_MOST_LINES = 5_000
_MOST_OWNERS = 5
_MEANINGLESS = "![{"
"""What a pattern of CODEOWNERS cannot have: GitHub skips such a line."""


@dataclass(frozen=True, slots=True)
class Ownership:
    """One line: a pattern and the owners of what it matches, without the sign that would call them."""

    pattern: str
    owners: tuple[str, ...]


def ownerships(text: str) -> tuple[Ownership, ...]:
    """Read the lines of a CODEOWNERS file; what cannot be understood is skipped, as GitHub does."""
    return tuple(_ownerships(text))


def owners_of(path: str, lines: tuple[Ownership, ...]) -> tuple[str, ...]:
    """Name who owns a file: by the last line that matches it, which may name nobody."""
    return next((line.owners for line in reversed(lines) if _is_matched(path, line.pattern)), ())


def _ownerships(text: str) -> Iterator[Ownership]:
    for line in text.split("\n")[:_MOST_LINES]:
        words = line.partition(" #")[0].split()
        if not words or words[0].startswith("#") or not set(_MEANINGLESS).isdisjoint(words[0]):
            continue
        yield Ownership(words[0], tuple(word.removeprefix("@") for word in words[1:])[:_MOST_OWNERS])


def _is_matched(path: str, pattern: str) -> bool:
    # Unlike a `.gitignore`, `docs/*` does not mean what lies deeper.
    return names(pattern, path) if pattern.endswith("/*") else matches(path, (pattern,))
