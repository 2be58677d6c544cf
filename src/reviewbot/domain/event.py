"""What GitHub sent, reduced to what a decision needs."""

from dataclasses import dataclass
from enum import StrEnum

from reviewbot.domain.diff import Sha
from reviewbot.domain.pull import PullName


@dataclass(frozen=True, slots=True)
class PullEvent:
    """A pull request was opened, pushed to, labelled, closed: `action` is GitHub's word.

    `is_untrusted` where the event is `pull_request` and the head is a fork's or Dependabot's: its token may only read.
    `label` is the one that was put on or taken off, empty where the event is about none.
    """

    pull: PullName
    action: str
    head_sha: Sha
    is_draft: bool
    is_fork: bool
    labels: tuple[str, ...]
    sender: str
    is_untrusted: bool = False
    label: str = ""


class CommentKind(StrEnum):
    """Where somebody wrote: below the pull request, on a line, or in a review's own text."""

    ISSUE = "issue"
    LINE = "line"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class CommentEvent:
    """Somebody wrote a comment.

    `pull` names an issue where `is_pull` is false: issues and pull requests share their numbers. `subject` is the
    comment's node, which reactions go to. `head_sha` is None for a comment of the kind `issue`, which carries none.
    `number` and `replies_to` are those of a comment on a line and of the one that it answers, 0 where there is none.
    `is_untrusted` where the head of a comment on a line or of a review is a fork's: its token may only read.
    """

    pull: PullName
    is_pull: bool
    kind: CommentKind
    action: str
    subject: str
    author: str
    is_bot: bool
    body: str
    head_sha: Sha | None
    number: int = 0
    replies_to: int = 0
    is_untrusted: bool = False


@dataclass(frozen=True, slots=True)
class QueueEvent:
    """A merge queue asks for the checks of a commit that it made.

    It puts the pull request `number` on top of `base_sha`; 0 where the name of its branch tells none.
    """

    repository: str
    head_sha: Sha
    base_sha: Sha
    number: int = 0


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """The clock (`schedule`) or a person (`workflow_dispatch`) asks for an audit of a branch.

    `default_branch` is the repository's, empty where the event does not say it.
    """

    repository: str
    trigger: str
    ref: str
    default_branch: str = ""


@dataclass(frozen=True, slots=True)
class OtherEvent:
    """An event that asks for nothing; `reason` is a sentence for the log."""

    name: str
    reason: str


Event = PullEvent | CommentEvent | QueueEvent | AuditEvent | OtherEvent
