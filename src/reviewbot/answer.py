"""Say in our threads what became of them: an answer to a person, fixed, back.

Each is said once: the next run finds its mark. What goes with it is done first, so that where the mark stands all of
it was done, and a person who undoes it is left in peace.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from reviewbot.domain.plan import Answer, Denied, MinimiseComment, PostReply, ResolveThread, Written
from reviewbot.domain.remark import Remark, RemarkKind, RemarkMarker
from reviewbot.domain.report import Reply, ReplyKind
from reviewbot.domain.shown import Thread
from reviewbot.findings.dismissed import is_dismissed
from reviewbot.findings.reconcile import Reconciled
from reviewbot.findings.said import is_answered, is_called_fixed, is_explained, is_long
from reviewbot.output.reply import answer_text, back_text, fixed_text
from reviewbot.post import Writer
from reviewbot.publication import Publication, is_sayable

_KINDS = {
    ReplyKind.EXPLAIN: RemarkKind.EXPLAIN,
    ReplyKind.WITHDRAW: RemarkKind.WITHDRAW,
    ReplyKind.UPHOLD: RemarkKind.UPHOLD,
}
_FIXED, _BACK = RemarkMarker(RemarkKind.FIXED), RemarkMarker(RemarkKind.BACK)


@dataclass(frozen=True, slots=True)
class Replied:
    """The threads as they are after our answers; `denied` is what the token may not do."""

    threads: tuple[Thread, ...]
    denied: tuple[Denied, ...] = ()


def replied(
    publication: Publication, threads: Sequence[Thread], writer: Writer, may_write: Callable[[str], bool]
) -> Replied:
    """Give the agent's answers to people, each once, and never explain a third time.

    A claim is taken back only before somebody who may write: it fails the check no more.
    """
    now = {one.node: one for one in threads}
    denied: list[Denied] = []
    for reply in publication.report.replies:
        thread = next((one for one in now.values() if _asks(one, reply, may_write)), None)
        body = answer_text(reply.text, _marker(reply))
        if thread is None or not is_sayable(publication, body):
            continue
        answer = writer.write(PostReply(thread.number, body))
        if isinstance(answer, Denied):
            denied.append(answer)
        elif isinstance(answer, Written):
            mine = Remark(answer.number, "", body, is_ours=True, marker=_marker(reply))
            now[thread.node] = replace(thread, said=(*thread.said, mine))
    return Replied(tuple(now.values()), tuple(denied))


def settled(publication: Publication, held: Reconciled, threads: Sequence[Thread], writer: Writer) -> Iterator[Denied]:
    """Bring threads to what a report makes of them: taken back, fixed, back, or said in another one."""
    taken_back = {_marker(one) for one in publication.report.replies if one.kind is ReplyKind.WITHDRAW}
    ended = [one for one in threads if any(remark.marker in taken_back for remark in one.said)]
    for thread in ended:
        if thread.can_resolve and not thread.is_resolved:
            yield from _denied(writer.write(ResolveThread(thread.node)))
    for thread in held.fixed:
        yield from _fixed(publication, thread, writer)
    for thread in held.back:
        if not is_long(thread):
            text = back_text(publication.links, _BACK, publication.voice.words)
            yield from _denied(writer.write(PostReply(thread.number, text)))
    for thread in held.doubles:
        yield from _closed(thread, writer)


def _asks(thread: Thread, reply: Reply, may_write: Callable[[str], bool]) -> bool:
    """Tell whether a person's comment in a thread still waits for this answer."""
    asked = next((one for one in thread.said if one.number == reply.comment_id and not one.is_ours), None)
    if asked is None or thread.is_resolved or is_dismissed(thread) or is_long(thread):
        return False
    if is_answered(thread, asked.number):
        return False
    return may_write(asked.author) if reply.kind is ReplyKind.WITHDRAW else not is_explained(thread)


def _fixed(publication: Publication, thread: Thread, writer: Writer) -> Iterator[Denied]:
    """Close a thread whose finding is gone; where it cannot be resolved, say so in it, once."""
    yield from _closed(thread, writer)
    if thread.can_resolve or is_called_fixed(thread) or is_long(thread):
        return
    looks = (one.reason for one in publication.report.rechecked if one.fingerprint in thread.marker.fingerprints)
    links, words = publication.links, publication.voice.words
    body = fixed_text(links, next(looks, ""), _FIXED, words)
    if not is_sayable(publication, body):
        body = fixed_text(links, "", _FIXED, words)
    yield from _denied(writer.write(PostReply(thread.number, body)))


def _closed(thread: Thread, writer: Writer) -> Iterator[Denied]:
    """Resolve a thread; without that permission fold our comment, unless a person answered it."""
    if thread.can_resolve:
        yield from _denied(writer.write(ResolveThread(thread.node)))
    elif not (thread.has_answer or thread.is_folded):
        yield from _denied(writer.write(MinimiseComment(thread.comment_node)))


def _marker(reply: Reply) -> RemarkMarker:
    return RemarkMarker(_KINDS[reply.kind], reply.comment_id)


def _denied(answer: Answer) -> Iterator[Denied]:
    if isinstance(answer, Denied):
        yield answer
