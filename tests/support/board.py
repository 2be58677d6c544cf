"""A pull request in memory, for the pages that see a reader and a writer only: it shows what was written."""

from dataclasses import dataclass, field, replace

from reviewbot.domain.diff import Sha
from reviewbot.domain.expense import ShownBill, bill_in
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
    Refused,
    ResolveThread,
    StartCheck,
    Write,
    Written,
)
from reviewbot.domain.pull import Pull, PullName, PullState
from reviewbot.domain.remark import Remark, answered, pause_in, remark_marker
from reviewbot.domain.shown import Check, Shown, SummaryComment, Thread
from reviewbot.domain.upshot import upshot_in

HEAD = Sha("a" * 40)
PULL = Pull(PullName("acme/shop", 7), PullState.OPEN, False, False, "alice", "Change", "main", Sha("b" * 40), HEAD)


class Killed(BaseException):
    """The program was killed: nothing may catch it."""


@dataclass(slots=True)
class Board:
    """Keeps what is written; `refuses` are lines that it takes no comment on, `dies_before` numbers a fatal write."""

    refuses: frozenset[int] = frozenset()
    dies_before: int | None = None
    writes: list[Write] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    summaries: dict[int, str] = field(default_factory=dict)
    setting: str = ""
    templates: tuple[tuple[str, str], ...] = ()
    pull: Pull = PULL

    def shown(self, name: PullName) -> Shown:
        """Show everything, as GitHub would."""
        assert name == self.pull.name
        summaries = tuple(
            SummaryComment(number, body, summary_marker(body))
            for number, body in enumerate(self.comments)
            if is_summary(body)
        )
        bills = ((number, bill_in(text)) for number, text in self.summaries.items())
        shown = tuple(ShownBill(number, bill) for number, bill in bills if bill is not None)
        pauses = [pause for number, body in enumerate(self.comments) if (pause := pause_in(number, body))]
        return Shown(
            self.pull,
            tuple(self.threads),
            summaries,
            tuple(self.checks),
            shown,
            self.setting,
            pause=pauses[-1] if pauses else None,
            answered=frozenset(filter(None, map(answered, self.comments))),
            templates=self.templates,
        )

    def may_write(self, repository: str, login: str) -> bool:
        """Let everybody but strangers write."""
        return bool(repository) and not login.startswith("stranger")

    def write(self, write: Write) -> Answer:
        """Do a write, or die before it."""
        if len(self.writes) == self.dies_before:
            raise Killed
        self.writes.append(write)
        return self._done(write)

    def _done(self, write: Write) -> Answer:
        match write:
            case PostReview(drafts=drafts):
                return self._posted(drafts, is_on_line=True)
            case PostOnLine(draft=draft) | PostOnFile(draft=draft):
                return self._posted((draft,), is_on_line=isinstance(write, PostOnLine))
            case PostComment(body):
                self.comments.append(body)
                return Written(len(self.comments) - 1)
            case EditComment(number, body):
                self.comments[number] = body
            case StartCheck(external_id=external_id, text=text):
                self.summaries[len(self.checks)] = text.summary
                self.checks.append(Check(len(self.checks), "", external_id, text.title, None))
                return Written(len(self.checks) - 1)
            case ConcludeCheck():
                self._concluded(write)
            case ResolveThread(node):
                self.threads = [replace(one, is_resolved=one.is_resolved or one.node == node) for one in self.threads]
            case PostReply(number, body):
                mine = Remark(10_000 + len(self.writes), "", body, is_ours=True, marker=remark_marker(body))
                self.threads = [
                    replace(one, said=(*one.said, mine)) if one.number == number else one for one in self.threads
                ]
            case MinimiseComment() | React():
                pass
        return Written(len(self.writes))

    def _posted(self, drafts: tuple[Draft, ...], *, is_on_line: bool) -> Answer:
        if is_on_line and any(draft.anchor.line in self.refuses for draft in drafts):
            return Refused("Line could not be resolved")
        for draft in drafts:
            marker = finding_marker(draft.body)
            assert marker is not None
            node = f"T{len(self.threads)}"
            self.threads.append(
                Thread(node, f"C{node}", marker, draft.anchor.path, "", is_resolved=False, can_resolve=True,
                       has_answer=False, is_folded=False, number=1_000 + len(self.threads), body=draft.body)
            )  # fmt: skip
        return Written(1)

    def _concluded(self, write: ConcludeCheck) -> None:
        text = write.text
        done = Check(
            write.number or 0, write.conclusion.value, write.external_id, text.title, None,
            upshot_in(text.summary), text.summary, text.text,
        )  # fmt: skip
        self.summaries[len(self.checks) if write.number is None else write.number] = write.text.summary
        if write.number is None:
            self.checks.append(replace(done, number=len(self.checks)))
        else:
            self.checks[write.number] = done
