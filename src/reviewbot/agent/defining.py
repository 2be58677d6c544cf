"""The look-up of what a name means: found by a search, checked by the syntax."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reviewbot.agent.catalogue import Barred, Catalogue, Sheet, named, numbered
from reviewbot.agent.finding import sheets_of
from reviewbot.domain.diff import Side
from reviewbot.domain.passage import Passage, Passages, Query
from reviewbot.domain.paths import PathClass, path_class
from reviewbot.domain.source import Source
from reviewbot.syntax.definitions import definition_at, definitions_at
from reviewbot.syntax.languages import family
from reviewbot.syntax.tame import is_tame
from reviewbot.syntax.tree import parsed

_MOST_HITS = 100
_MOST_SHOWN = 4
_MOST_NAMED = 20
_LONGEST = 80
"""Lines of a definition."""

_UNPARSED = 30
"""Lines from one on that the syntax does not tell the end of."""

_NAME = re.compile(r"(?:\w+\.){0,4}([A-Za-z_$][\w$]{0,99})")
_CHECKED = frozenset({"python", "typescript", "go", "java"})
"""Languages in which the syntax says what defines a function or a class."""

_WORDS = (
    "def|class|func|function[*]?|fn|fun|sub|module|interface|trait|protocol|enum|struct|record|type|object|const|let|"
    "var|val"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name is defined, and whether the syntax says so."""

    path: str
    first: int
    last: int
    is_sure: bool


def definition(name: str, catalogue: Catalogue) -> str | Barred:
    """Show where a name is defined in the head: what the syntax knows first, code that runs before its tests."""
    word = _NAME.fullmatch(name.strip())
    if word is None:
        return Barred("Give the name of a function, a class, a method or a type.")
    hits = [one for one in _hits(word[1], catalogue) if not catalogue.kept_back(one.path)][:_MOST_HITS]
    sheets = sheets_of(hits, catalogue)
    found = [_spot(hit, sheets[hit.path].source, word[0]) for hit in hits if hit.path in sheets]
    spots = sorted(dict.fromkeys(one for one in found if one is not None), key=_rank)
    if not spots:
        return Barred("No definition of that name was found: search for it.")
    # Beside a definition that is sure, one that only looks like it is worth no more than its place.
    most = min(_MOST_SHOWN, sum(spot.is_sure for spot in spots) or _MOST_SHOWN)
    shown = [_shown(spot, sheets[spot.path], catalogue) for spot in spots[:most]]
    others = [f"Also {named(one.path, catalogue)}, line {one.first:,}." for one in spots[most:_MOST_NAMED]]
    return "\n".join((*shown, *others))


def _hits(name: str, catalogue: Catalogue) -> Sequence[Passage]:
    """Find lines that may define a name; where only a diff is known, all that say it."""
    for query in (Query(_expression(name), is_expression=True), Query(name)):
        found = catalogue.library.search(query, Side.RIGHT)
        if isinstance(found, Passages):
            return found.found
    return ()


def _rank(spot: Spot) -> tuple[bool, bool]:
    return not spot.is_sure, path_class(spot.path) is not PathClass.PRODUCTION


def _expression(name: str) -> str:
    """Say what a definition looks like: the name behind a word that defines, or first on a line of a class."""
    escaped = name.replace("$", r"\$")
    before = r"([(][^)]*[)][[:space:]]*|[*]|[[:alnum:]_<>]+[.])?"
    behind_word = rf"(^|[^[:alnum:]_.])({_WORDS})[[:space:]]+{before}{escaped}([^[:alnum:]_$]|$)"
    member = rf"^[[:space:]]*([][:alnum:]_<>,.?@*&[]+[[:space:]]+)*{escaped}[[:space:]]*[(<=:?]"
    return f"{behind_word}|{member}"


def _spot(hit: Passage, source: Source, name: str) -> Spot | None:
    word = name.rpartition(".")[2]
    if source.language is not None and family(source.language) in _CHECKED and is_tame(source):
        tree = parsed(source.text, source.language)
        for one in reversed(definitions_at(tree, hit.line)):
            if _is_called(one.name, name):
                return Spot(hit.path, one.first, one.last, is_sure=True)
        around = definition_at(tree, hit.line)
        if _is_called(around, name):
            return Spot(hit.path, hit.line, hit.line, is_sure=True)
        if not _is_called(f"{around}.{word}", name):
            return None
    is_alike = _looks_like(word).search(hit.text)
    return Spot(hit.path, hit.line, hit.line + _UNPARSED - 1, is_sure=False) if is_alike else None


def _is_called(whole: str, name: str) -> bool:
    return f".{whole}".endswith(f".{name}")


def _looks_like(name: str) -> re.Pattern[str]:
    """Match what no syntax here knows: types, constants, other languages."""
    escaped = re.escape(name)
    behind_word = rf"(?<![\w.])(?:{_WORDS})\s+(?:\([^)]*\)\s*|\*|[\w<>]+\.)?{escaped}(?![\w$])"
    return re.compile(rf"{behind_word}|^{escaped}\s*(?::[^=]*)?=(?!=)")


def _shown(spot: Spot, found: Sheet, catalogue: Catalogue) -> str:
    end = min(spot.last, len(found.lines))
    last = min(end, spot.first + _LONGEST - 1)
    cut = f", shown to line {last:,}" if last < end else ""
    sure = "" if spot.is_sure else " (by its looks)"
    head = f"{named(spot.path, catalogue)}, lines {spot.first:,} to {end:,}{cut}{sure}:"
    return f"{head}\n{numbered(found, spot.first, last, catalogue)}"
