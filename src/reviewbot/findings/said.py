"""What our own replies in a thread said before, so that nothing is said twice and nobody is explained to for ever."""

from collections.abc import Iterator

from reviewbot.domain.remark import RemarkKind, RemarkMarker
from reviewbot.domain.shown import Thread

_STATES = frozenset({RemarkKind.FIXED, RemarkKind.BACK})
_EXPLANATIONS = frozenset({RemarkKind.EXPLAIN, RemarkKind.UPHOLD})
_MOST_SEEN = 19
"""GitHub is asked for the first 20 comments of a thread, ours that began it among them."""


def marks(thread: Thread) -> Iterator[RemarkMarker]:
    """Give the marks of our replies, the oldest first; no comment of anybody else has one."""
    return (one.marker for one in thread.said if one.marker is not None)


def is_called_fixed(thread: Thread) -> bool:
    """Tell whether our last word in an open thread is that its finding is gone, and not that it came back."""
    states = [one.kind for one in marks(thread) if one.kind in _STATES]
    return states[-1:] == [RemarkKind.FIXED]


def is_answered(thread: Thread, number: int) -> bool:
    """Tell whether the comment with a number has its answer."""
    return any(one.answered == number for one in marks(thread))


def is_explained(thread: Thread) -> bool:
    """Tell whether we explained ourselves after the first comment: a third time nobody is helped."""
    return any(one.kind in _EXPLANATIONS for one in marks(thread))


def is_long(thread: Thread) -> bool:
    """Tell whether some of a thread may not be seen: nobody knows what we said there, so that we say no more."""
    return len(thread.said) >= _MOST_SEEN
