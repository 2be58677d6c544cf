"""Sum what people did with our comments: an item that is rejected again and again is one to switch off."""

from collections.abc import Iterable, Sequence

from reviewbot.domain.feedback import Opinion
from reviewbot.domain.shown import Thread
from reviewbot.findings.dismissed import is_dismissed
from reviewbot.findings.said import is_called_fixed

_LEAST_REJECTED = 3
"""Fewer may be chance."""


def opinions(threads: Iterable[Thread]) -> tuple[Opinion, ...]:
    """Count the threads of each item, the most rejected first."""
    by_item: dict[str, list[Thread]] = {}
    for thread in threads:
        by_item.setdefault(thread.marker.item, []).append(thread)
    counted = (_opinion(item, its) for item, its in by_item.items())
    return tuple(sorted(counted, key=lambda one: (-one.rejected, -one.posted, one.item)))


def thumbs(threads: Iterable[Thread]) -> str:
    """Say in a sentence what people made of the comments on one pull request; empty where nobody did."""
    shown = (one for one in opinions(threads) if one.likes or one.dislikes)
    said = ", ".join(f"`{one.item}` {one.likes:,} up and {one.dislikes:,} down" for one in shown)
    return f"Thumbs on comments: {said}." if said else ""


def _opinion(item: str, threads: Sequence[Thread]) -> Opinion:
    rejected = sum(1 for one in threads if _is_rejected(one))
    return Opinion(
        item,
        posted=len(threads),
        dismissed=sum(1 for one in threads if is_dismissed(one)),
        unfixed=sum(1 for one in threads if _is_unfixed(one)),
        likes=sum(one.likes for one in threads),
        dislikes=sum(one.dislikes for one in threads),
        rejected=rejected,
        is_unwanted=rejected >= _LEAST_REJECTED and 2 * rejected >= len(threads),
    )


def _is_rejected(thread: Thread) -> bool:
    return is_dismissed(thread) or _is_unfixed(thread) or thread.dislikes > thread.likes


def _is_unfixed(thread: Thread) -> bool:
    """Tell whether a person resolved a thread whose lines nobody touched; we resolve only what is fixed."""
    is_by_person = thread.is_resolved and bool(thread.resolved_by)
    return is_by_person and not (thread.is_outdated or is_dismissed(thread) or is_called_fixed(thread))
