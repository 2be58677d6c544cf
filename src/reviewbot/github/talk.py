"""A review thread as GitHub shows it, and what of it is ours."""

from collections.abc import Iterable

from reviewbot.domain.marker import finding_marker
from reviewbot.domain.remark import Remark, remark_marker
from reviewbot.domain.shown import Thread
from reviewbot.github.answers import CommentAnswer, ThreadAnswer


def thread_in(answer: ThreadAnswer, us: str | None) -> Thread | None:
    """Read a thread that a finding of ours began; None for every other. `us` is whoever asks."""
    first, *others = answer.comments.nodes or (None,)
    # Who may edit it may dismiss the finding as well: their words do not make us say it again.
    marker = finding_marker(first.body) if first and first.is_authored else None
    if first is None or marker is None:
        return None
    thumbs = next(iter(answer.opening.nodes), None)
    resolver = answer.resolved_by.login if answer.resolved_by else ""
    return Thread(
        node=answer.id,
        comment_node=first.id,
        marker=marker,
        path=answer.path,
        excerpt=first.excerpt,
        is_resolved=answer.is_resolved,
        can_resolve=answer.can_resolve,
        has_answer=_has_answer(others, answer.comments.total),
        is_folded=first.is_folded,
        number=first.number or 0,
        body=first.body,
        said=tuple(_remark(one) for one in others),
        resolved_by="" if resolver.removesuffix("[bot]") == us else resolver,
        is_outdated=answer.is_outdated,
        likes=thumbs.likes.total if thumbs else 0,
        dislikes=thumbs.dislikes.total if thumbs else 0,
    )


def _remark(answer: CommentAnswer) -> Remark:
    marker = remark_marker(answer.body) if answer.is_ours else None
    return Remark(answer.number or 0, answer.author.full_name, answer.body, answer.is_authored, marker)


def _has_answer(others: Iterable[CommentAnswer], total: int) -> bool:
    """Tell whether anybody else wrote; of what is not listed nobody knows."""
    listed = list(others)
    return total > len(listed) + 1 or any(not other.is_authored for other in listed)
