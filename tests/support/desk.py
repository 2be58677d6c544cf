"""A pull request in memory where somebody writes comments, as the pages of the first phase see it."""

from dataclasses import replace

from reviewbot.commanded import Obeyed, obeyed
from reviewbot.course import Desk
from reviewbot.domain.event import CommentEvent, CommentKind, PullEvent
from reviewbot.domain.finding import Fingerprint
from reviewbot.domain.levels import Severity
from reviewbot.domain.marker import FindingMarker
from reviewbot.domain.plan import ConcludeCheck, PostComment, PostReply, React, Reaction, Write
from reviewbot.domain.remark import Remark
from reviewbot.domain.shown import Check, Thread
from reviewbot.domain.upshot import Upshot, upshot_mark
from reviewbot.reservation import Here
from support.board import HEAD, PULL, Board
from support.catalogue import Shipped

ONE, TWO = Fingerprint("1" * 16), Fingerprint("2" * 16)


def desk(board: Board, run: str = "run 1.1", team: frozenset[str] = frozenset()) -> Desk:
    """Decide on a board."""
    return Desk(board, board, Here("0.1.0", run), Shipped(team))


def comment(body: str, author: str = "alice", subject: str = "IC_1") -> CommentEvent:
    """Let somebody write below the pull request."""
    is_bot = author.endswith("[bot]")
    return CommentEvent(PULL.name, True, CommentKind.ISSUE, "created", subject, author, is_bot, body, None)


def reply(board: Board, body: str, author: str = "alice", number: int = 51) -> CommentEvent:
    """Let somebody answer in the first thread, where it then stands."""
    first, *others = board.threads
    said = (*first.said, Remark(number, author, body))
    board.threads = [replace(first, said=said, has_answer=True), *others]
    event = comment(body, author, f"PRRC_{number}")
    return replace(event, kind=CommentKind.LINE, number=number, replies_to=first.number)


def obey(board: Board, event: CommentEvent | str, team: frozenset[str] = frozenset()) -> Obeyed:
    """Let the first phase read a comment; a text is one below the pull request."""
    return obeyed(comment(event) if isinstance(event, str) else event, desk(board, team=team))


def changed(action: str = "synchronize", label: str = "", sender: str = "alice") -> PullEvent:
    """Let something happen to the pull request."""
    return PullEvent(PULL.name, action, HEAD, False, False, (), sender, label=label)


def thread(fingerprint: Fingerprint = ONE, item: str = "query-in-loop", *, can_resolve: bool = True) -> Thread:
    """Write the thread of a finding."""
    marker = FindingMarker("1" * 16, item, Severity.CRITICAL, (fingerprint,))
    return Thread(
        f"T{fingerprint}", f"C{fingerprint}", marker, "shop/orders.py", "", is_resolved=False, can_resolve=can_resolve,
        has_answer=False, is_folded=False, number=int(fingerprint[0]), body="**Critical**",
    )  # fmt: skip


def check(upshot: Upshot | None, conclusion: str = "failure", number: int = 0, text: str = "") -> Check:
    """Write a check of ours that was concluded from something."""
    mark = f"{upshot_mark(upshot)}\n" if upshot else ""
    summary = f"{mark}What there is to say."
    return Check(number, conclusion, "1 complete …", "Said", None, upshot, summary, text)


def concluded(board: Board) -> list[ConcludeCheck]:
    """List the checks that were concluded."""
    return [one for one in board.writes if isinstance(one, ConcludeCheck)]


def said(board: Board) -> list[str]:
    """List what was posted, in threads and below the pull request, without the marks."""
    bodies = [one.body for one in board.writes if isinstance(one, PostComment | PostReply)]
    return [body.partition("\n")[2] for body in bodies]


def reactions(board: Board) -> list[Reaction]:
    """List the reactions."""
    return [one.reaction for one in board.writes if isinstance(one, React)]


def lasting(writes: list[Write]) -> list[Write]:
    """Leave out the reactions: GitHub has each but once, however often it is given."""
    return [one for one in writes if not isinstance(one, React)]
