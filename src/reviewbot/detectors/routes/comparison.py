"""Compare what code offers over HTTP before and after a change, over all changed files together."""

from collections.abc import Iterator
from dataclasses import replace

from reviewbot.detectors.revisions import Revisions
from reviewbot.detectors.routes.narrowed import narrowed
from reviewbot.detectors.routes.removed import Offer, removed
from reviewbot.domain.contract import Change, Compared
from reviewbot.domain.source import Source, Versions
from reviewbot.syntax.endpoints.endpoint import Endpoints
from reviewbot.syntax.endpoints.read import endpoints
from reviewbot.syntax.tree import is_deeper_than, parsed

SUFFIXES = (".py", ".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs")
"""The ends of the names of files whose frameworks are known."""

_MOST_CHARACTERS = 400_000
_LONGEST_LINE = 5_000
_DEEPEST = 200
_WILD = "it is too large or nests too deep to compare its routes"


def changes(revisions: Revisions) -> Compared:
    """Compare the routes of the changed files, and the models that go in and out.

    A path that the code computes is left out. A file too large to be read is a failure, and as its routes may have
    moved to or from the others, nothing is said of those.
    """
    bases, heads, wild = list[Offer](), list[Offer](), list[tuple[str, str]]()
    ours = tuple(filter(_is_ours, revisions.changed))
    is_all_new = all(one.base is None for one in ours)
    for one in ours:
        if not _is_tame(one):
            wild += [(_there(one)[-1].path, _WILD)]
        # Where nothing was offered before, nothing can be gone.
        elif not is_all_new:
            # Right behind each other: the last two trees are kept, and to parse costs most of this.
            bases += [_offer(one.base)] if one.base is not None else []
            heads += [_offer(one.head)] if one.head is not None else []
    if wild:
        return Compared((), tuple(wild))
    return Compared(tuple(dict.fromkeys((*removed(bases, heads), *_once(narrowed(bases, heads))))))


def _is_ours(versions: Versions) -> bool:
    there = _there(versions)
    return bool(there) and all(one.language is not None and not one.is_fragment for one in there)


def _there(versions: Versions) -> list[Source]:
    return [one for one in (versions.base, versions.head) if one is not None]


def _is_tame(versions: Versions) -> bool:
    return all(
        len(one.text) <= _MOST_CHARACTERS
        and max(map(len, one.lines)) <= _LONGEST_LINE
        and not is_deeper_than(parsed(one.text, one.language or ""), _DEEPEST)
        for one in _there(versions)
    )


def _offer(source: Source) -> Offer:
    found = endpoints(parsed(source.text, source.language)) if source.language else Endpoints()
    return Offer(source.path, found)


def _once(found: Iterator[Change]) -> Iterator[Change]:
    """Say once what several routes lose with one model, and count the others."""
    known: dict[tuple[str, str, int, str], list[Change]] = {}
    for one in found:
        known.setdefault((one.kind, one.path, one.line, one.subject), []).append(one)
    for several in known.values():
        first, more = several[0], len({one.where for one in several}) - 1
        yield replace(first, where=f"{first.where} and {more} other{'s' * (more > 1)}") if more else first
