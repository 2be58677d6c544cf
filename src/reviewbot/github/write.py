"""The writes of a plan, one after the other, each with GitHub's answer to it."""

from typing import assert_never

from reviewbot.domain.plan import (
    Answer,
    ConcludeCheck,
    Denied,
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
from reviewbot.domain.pull import PullName
from reviewbot.github import comments
from reviewbot.github.checks import annotation_groups, concluded, started
from reviewbot.github.connection import Connection
from reviewbot.github.queries import MINIMISE, REACT, RESOLVE


class Writer:
    """Write on one pull request and on the checks of its commits; `details_url` is where a check's details are."""

    def __init__(self, connection: Connection, pull: PullName, details_url: str = "") -> None:
        self._connection = connection
        self._pull = pull
        self._details_url = details_url

    def write(self, write: Write) -> Answer:
        """Do one write; raises LostAnswerError where nobody knows whether it was done, GitHubError where it was not."""
        match write:
            case PostReview() | PostOnLine() | PostOnFile() | PostComment() | EditComment() | PostReply():
                repository = self._connection.repository(self._pull.repository)
                return _answer(self._connection.write(lambda: comments.sent(repository, self._pull.number, write)))
            case StartCheck():
                repository = self._connection.repository(self._pull.repository)
                return _answer(self._connection.write(lambda: started(repository, write, self._details_url)))
            case ConcludeCheck():
                return self._concluded(write)
            case ResolveThread() | MinimiseComment() | React():
                done = self._connection.mutate(*_mutation(write))
                return done if isinstance(done, Refused | Denied) else Written()
            case _:
                assert_never(write)

    def _concluded(self, write: ConcludeCheck) -> Answer:
        """Send the first annotations with the conclusion, the others as additions to it."""
        repository = self._connection.repository(self._pull.repository)
        number = write.number
        answer: Answer = Written()
        for group in annotation_groups(write.text.annotations):
            answer = _answer(
                self._connection.write(lambda: concluded(repository, write, number, group, self._details_url))  # noqa: B023 - called at once
            )
            if not isinstance(answer, Written):
                return answer
            number = answer.number
        return answer


def _answer(done: int | Refused | Denied) -> Answer:
    return Written(done) if isinstance(done, int) else done


def _mutation(write: ResolveThread | MinimiseComment | React) -> tuple[str, dict[str, object]]:
    match write:
        case ResolveThread(node):
            return RESOLVE, {"thread": node}
        case MinimiseComment(node):
            return MINIMISE, {"subject": node}
        case React(subject, reaction):
            return REACT, {"subject": subject, "content": reaction.value}
        case _:
            assert_never(write)
