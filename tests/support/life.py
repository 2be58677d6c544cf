"""A pull request that lives: people resolve, answer and delete while runs write, are killed, or lose an answer."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from reviewbot.domain.diff import Sha
from reviewbot.domain.marker import finding_marker, is_summary, summary_marker
from reviewbot.domain.plan import (
    Answer,
    ConcludeCheck,
    Draft,
    EditComment,
    MinimiseComment,
    PostComment,
    PostOnFile,
    PostOnLine,
    PostReply,
    PostReview,
    React,
    ResolveThread,
    StartCheck,
    Write,
    Written,
)
from reviewbot.domain.pull import Pull, PullName
from reviewbot.domain.remark import Remark, remark_marker
from reviewbot.domain.shown import Check, Shown, SummaryComment, Thread
from reviewbot.domain.upshot import upshot_in
from reviewbot.errors import LostAnswerError
from support.board import PULL, Killed


@dataclass(slots=True)
class Life:
    """What GitHub shows of a pull request; `dies_before` and `loses` number the write that goes wrong, once.

    A write that is lost is done all the same. `can_resolve` is whether our token may resolve threads.
    """

    can_resolve: bool = False
    pull: Pull = PULL
    threads: dict[int, Thread] = field(default_factory=dict)
    summaries: dict[int, SummaryComment] = field(default_factory=dict)
    checks: dict[int, tuple[Sha, Check]] = field(default_factory=dict)
    writes: list[Write] = field(default_factory=list)
    dies_before: int | None = None
    loses: int | None = None
    numbers: Iterator[int] = field(default_factory=lambda: count(100))

    def shown(self, name: PullName) -> Shown:
        """Show everything of the head, as GitHub would."""
        assert name == self.pull.name
        checks = tuple(check for head, check in self.checks.values() if head == self.pull.head_sha)
        return Shown(self.pull, tuple(self.threads.values()), tuple(self.summaries.values()), checks)

    def may_write(self, repository: str, login: str) -> bool:
        """Let everybody but strangers write."""
        return bool(repository) and not login.startswith("stranger")

    def write(self, write: Write) -> Answer:
        """Do a write, die before it, or do it and lose the answer."""
        if len(self.writes) == self.dies_before:
            raise Killed
        self.writes.append(write)
        answer = self._done(write)
        if len(self.writes) - 1 == self.loses:
            raise LostAnswerError("GitHub answered 502.", "Run it again.")
        return answer

    def push(self, number: int) -> None:
        """Let the head be another one."""
        self.pull = replace(self.pull, head_sha=Sha(f"{number:040x}"))

    def reply(self, thread: Thread, login: str, body: str) -> None:
        """Let a person write in a thread."""
        said = (*thread.said, Remark(next(self.numbers), login, body))
        self.threads[thread.number] = replace(thread, said=said, has_answer=True)

    def resolve(self, thread: Thread, login: str) -> None:
        """Let a person resolve a thread, or open it again where the login is empty."""
        self.threads[thread.number] = replace(thread, is_resolved=bool(login), resolved_by=login)

    def _done(self, write: Write) -> Answer:
        match write:
            case PostReview(drafts=drafts):
                return Written([self._post(draft) for draft in drafts][-1])
            case PostOnLine(draft=draft) | PostOnFile(draft=draft):
                return Written(self._post(draft))
            case PostReply(number, body):
                return self._say(self.threads[number], body)
            case PostComment(body) | EditComment(body=body):
                number = write.number if isinstance(write, EditComment) else next(self.numbers)
                assert is_summary(body)
                self.summaries[number] = SummaryComment(number, body, summary_marker(body), f"M{number}")
                return Written(number)
            case ConcludeCheck():
                return self._conclude(write)
            case ResolveThread(node):
                its = self._by_node(node)
                assert its.can_resolve
                self.threads[its.number] = replace(its, is_resolved=True)
            case MinimiseComment(node):
                self._fold(node)
            case StartCheck() | React():
                raise AssertionError("publishing neither starts a check nor reacts")
        return Written()

    def _post(self, draft: Draft) -> int:
        marker = finding_marker(draft.body)
        assert marker is not None
        number = next(self.numbers)
        self.threads[number] = Thread(
            node=f"T{number}",
            comment_node=f"C{number}",
            marker=marker,
            path=draft.anchor.path,
            excerpt="",
            is_resolved=False,
            can_resolve=self.can_resolve,
            has_answer=False,
            is_folded=False,
            number=number,
            body=draft.body,
        )
        return number

    def _say(self, thread: Thread, body: str) -> Written:
        mine = Remark(next(self.numbers), "bot", body, is_ours=True, marker=remark_marker(body))
        self.threads[thread.number] = replace(thread, said=(*thread.said, mine))
        return Written(mine.number)

    def _fold(self, node: str) -> None:
        summary = next((one for one in self.summaries.values() if one.node == node), None)
        if summary is not None:
            self.summaries[summary.number] = replace(summary, is_folded=True)
            return
        its = next(one for one in self.threads.values() if one.comment_node == node)
        assert not its.has_answer, "nobody folds what a person answered"
        self.threads[its.number] = replace(its, is_folded=True)

    def _by_node(self, node: str) -> Thread:
        return next(one for one in self.threads.values() if one.node == node)

    def _conclude(self, write: ConcludeCheck) -> Written:
        number = next(self.numbers) if write.number is None else write.number
        text = write.text
        check = Check(
            number, write.conclusion.value, write.external_id, text.title, None, upshot_in(text.summary), text.summary
        )
        self.checks[number] = (write.head_sha, check)
        return Written(number)


@dataclass(slots=True)
class Unwilling:
    """Writes on a pull request, but for one kind of write, to which it says something else."""

    life: Life
    kind: type[Write]
    answer: Answer

    def write(self, write: Write) -> Answer:
        """Do a write unless it is of that kind."""
        return self.answer if isinstance(write, self.kind) else self.life.write(write)
