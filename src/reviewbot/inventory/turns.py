"""Say whose turn it is to be read: what nobody read yet, then what changed, then what waits longest."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from reviewbot.domain.audit import SeenSlice, Slice
from reviewbot.domain.diff import Sha

Changed = Callable[[Sha], frozenset[str] | None]
"""Gives the files that changed since a commit, None where nobody can tell."""

_UNSEEN, _CHANGED, _PARTLY = 100, 50, 25
_MOST_COMMITS = 50
"""Commits that are asked about, the latest; what was read at an older one counts as changed."""


def carried(slices: Sequence[Slice], before: Iterable[SeenSlice]) -> Mapping[str, SeenSlice]:
    """Give by id when each slice was last read, also of one that has a new id and no file that nobody read."""
    by_id = {one.id: one for one in sorted(before, key=lambda one: (one.day, one.sha))}
    by_path = {path: one for one in by_id.values() for path in one.paths}
    found = ((one.id, by_id.get(one.id) or _renamed(one, by_path)) for one in slices)
    return {name: seen for name, seen in found if seen is not None}


def in_turn(
    slices: Sequence[Slice], seen: Mapping[str, SeenSlice], today: date | None, changed: Changed
) -> tuple[Slice, ...]:
    """Order slices, each with the reason of its place; a slice that was read in part has the rest of its files left.

    Risk counts, and so does every day of waiting: nothing that is risky and changes daily keeps others from being read.
    What was read and did not change since never goes before what nobody read.
    """
    days = [one.day for one in seen.values()]
    first = min(days, default=today)
    since = _since(seen.values(), changed)
    rated = [_rated(one, seen.get(one.id), (first, today), since) for one in slices]
    return tuple(one for _, one in sorted(rated, key=lambda pair: (-pair[0], pair[1].id)))


def _renamed(one: Slice, by_path: Mapping[str, SeenSlice]) -> SeenSlice | None:
    read = [by_path[path] for path in one.paths if path in by_path]
    if not read or len(read) < len(one.paths):
        return None
    oldest = min(read, key=lambda each: (each.day, each.sha))
    return replace(oldest, id=one.id, title=one.title, paths=one.paths, is_whole=True)


def _since(seen: Iterable[SeenSlice], changed: Changed) -> Mapping[Sha, frozenset[str] | None]:
    latest = sorted(seen, key=lambda one: (one.day, one.sha), reverse=True)
    commits = list(dict.fromkeys(one.sha for one in latest))
    return {sha: changed(sha) for sha in commits[:_MOST_COMMITS]}


def _rated(
    one: Slice,
    seen: SeenSlice | None,
    days: tuple[date | None, date | None],
    since: Mapping[Sha, frozenset[str] | None],
) -> tuple[int, Slice]:
    first, today = days
    if seen is None:
        return _UNSEEN + one.risk + _waited(first, today), _because(one, "not read yet")
    touched = since.get(seen.sha)
    waited = _waited(seen.day, today)
    if touched is None or not touched.isdisjoint(one.paths):
        return _CHANGED + one.risk + waited, _because(one, f"changed since it was read on {seen.day}")
    if seen.is_whole:
        return one.risk // 4 + waited, _because(one, f"read on {seen.day}")
    # With a budget for one chunk a day, the second is reached only if the first is not read again.
    left = tuple(path for path in one.paths if path not in seen.paths)
    return _PARTLY + one.risk // 4 + waited, replace(_because(one, f"read in part on {seen.day}"), paths=left)


def _waited(since: date | None, today: date | None) -> int:
    # Dates of commits are their authors' to choose: one in the future has not waited.
    return max(0, (today - since).days) if since and today else 0


def _because(one: Slice, reason: str) -> Slice:
    return replace(one, reasons=(*one.reasons, reason))
