"""The look-up of a text in all files."""

from collections.abc import Iterator, Mapping, Sequence

from reviewbot.agent.catalogue import LARGEST, Barred, Catalogue, Sheet, opened, place
from reviewbot.domain.diff import Side
from reviewbot.domain.passage import Passage, Query, Unsearched

_MOST = 60
_LONGEST = 240
"""Characters of a line that was found: more of it can be read."""

_CHARACTERS = 2_000_000
"""Characters of the files whose lines one answer shows: each is looked through for secrets."""


def lines(text: str, under: str, catalogue: Catalogue, *, is_expression: bool) -> str | Barred:
    """Find the head's lines with a text."""
    where = place(under, catalogue)
    if isinstance(where, Barred):
        return where
    found = catalogue.library.search(Query(catalogue.reveal(text), is_expression, where), Side.RIGHT)
    if isinstance(found, Unsearched):
        return Barred(found.reason)
    hits = [one for one in found.found if not catalogue.kept_back(one.path)]
    sheets = sheets_of(hits[:_MOST], catalogue)
    shown = [_line(one, sheets, catalogue) for one in hits[:_MOST]]
    is_whole = found.is_whole and len(hits) <= _MOST
    return "\n".join((*shown, *_ending(shown, is_whole=is_whole)))


def _ending(shown: Sequence[str], *, is_whole: bool) -> Iterator[str]:
    if not is_whole:
        yield "... and maybe more: search for a longer text, or in a folder."
    elif not shown:
        yield "Nothing was found."


def sheets_of(hits: Sequence[Passage], catalogue: Catalogue) -> dict[str, Sheet]:
    """Take out the files of what was found, by their paths, as far as they are shown.

    A line by itself does not tell that it is part of a secret.
    """
    sheets, left = dict[str, Sheet](), _CHARACTERS
    for source in catalogue.library.read_all(dict.fromkeys(one.path for one in hits), Side.RIGHT):
        found = opened(source, catalogue) if len(source.text) <= min(left, LARGEST) else None
        if isinstance(found, Sheet):
            sheets[source.path] = found
            left -= len(source.text)
    return sheets


def _line(hit: Passage, sheets: Mapping[str, Sheet], catalogue: Catalogue) -> str:
    found = sheets.get(hit.path)
    is_there = found is not None and hit.line <= len(found.lines)
    text = found.lines[hit.line - 1].strip() if found is not None and is_there else "(not shown: read the file)"
    return f"{catalogue.fence.line(hit.path)}:{hit.line}: {catalogue.fence.line(text)[:_LONGEST]}"
