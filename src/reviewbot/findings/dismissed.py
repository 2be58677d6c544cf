"""A person's no to a finding: who said it, and whether it counts for the check."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from reviewbot.domain.finding import Finding, Fingerprint, Suppression
from reviewbot.domain.remark import RemarkKind, RemarkMarker
from reviewbot.domain.shown import Thread
from reviewbot.domain.upshot import Dismissed
from reviewbot.findings.said import marks

_NOES = frozenset({RemarkKind.DISMISS, RemarkKind.WITHDRAW})
_AGENT = Suppression("the agent", "took it back")


def is_dismissed(thread: Thread) -> bool:
    """Tell whether a reply of ours took a no, or the claim back: whoever said it might when it was written."""
    return any(_noes(thread))


def dismissed(fails: Sequence[Fingerprint], threads: Sequence[Thread], may_write: Callable[[str], bool]) -> Dismissed:
    """Take away what somebody said no to: by a reply of ours that says so, or by resolving the thread.

    `may_write` is asked once a login at most, and of nobody whose word changes nothing.
    """
    asked = cache(may_write)
    by: dict[Fingerprint, str] = {}
    unheard: dict[Fingerprint, str] = {}
    for one in dict.fromkeys(fails):
        its = [thread for thread in threads if one in thread.marker.fingerprints]
        heard = next(_heard(its, asked), None)
        if heard is not None:
            by[one] = heard
        elif resolved := next(_resolvers(its), ""):
            unheard[one] = resolved
    left = tuple(one for one in dict.fromkeys(fails) if one not in by)
    return Dismissed(left, tuple(by.items()), tuple(unheard.items()))


def noes(carried: Iterable[tuple[Sequence[Finding], Thread]], done: Dismissed) -> Mapping[Fingerprint, Suppression]:
    """Say of the findings in threads who said no to them; where it fails the check, only what `done` heard counts."""
    heard, failing = dict(done.by), frozenset(done.fails)
    said: dict[Fingerprint, Suppression] = {}
    for group, thread in carried:
        anybodys = next(chain((one.by for one in _noes(thread)), _resolvers((thread,))), None)
        for one in (finding.fingerprint for finding in group):
            by = heard.get(one, anybodys)
            if by is not None and one not in failing:
                said[one] = Suppression(by, "said no in its thread") if by else _AGENT
    return said


def _heard(threads: Sequence[Thread], may_write: Callable[[str], bool]) -> Iterator[str]:
    for thread in threads:
        yield from (marker.by for marker in _noes(thread))
    yield from filter(may_write, _resolvers(threads))


def _noes(thread: Thread) -> Iterator[RemarkMarker]:
    """Give the words of ours that end the matter."""
    return (one for one in marks(thread) if one.kind in _NOES)


def _resolvers(threads: Iterable[Thread]) -> Iterator[str]:
    """Name who resolved a thread besides us: what we resolve is fixed, and comes back where it is not."""
    return (thread.resolved_by for thread in threads if thread.is_resolved and thread.resolved_by)
