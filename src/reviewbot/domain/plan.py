"""The writes that bring GitHub from what it shows to what it should show."""

from dataclasses import dataclass
from enum import StrEnum

from reviewbot.domain.diff import Sha
from reviewbot.domain.finding import Anchor


class Conclusion(StrEnum):
    """How a check ends, in GitHub's words."""

    SUCCESS = "success"
    FAILURE = "failure"
    NEUTRAL = "neutral"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"


class Reaction(StrEnum):
    """An answer without words, in GraphQL's words."""

    EYES = "EYES"
    ROCKET = "ROCKET"
    CONFUSED = "CONFUSED"


@dataclass(frozen=True, slots=True)
class Draft:
    """A comment that is ready to be posted; its first line is its mark."""

    anchor: Anchor
    body: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """A finding as a check run shows it beside the code of the head."""

    path: str
    start_line: int
    line: int
    level: str
    title: str
    message: str


@dataclass(frozen=True, slots=True)
class CheckText:
    """What a check run says: `summary` and `text` are Markdown of at most 65,535 characters each."""

    title: str
    summary: str
    text: str = ""
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class PostReview:
    """Post comments on lines in one review: all of them, or none if GitHub refuses one."""

    head_sha: Sha
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class PostOnLine:
    """Post one comment on lines."""

    head_sha: Sha
    draft: Draft


@dataclass(frozen=True, slots=True)
class PostOnFile:
    """Post one comment on a file as a whole."""

    head_sha: Sha
    draft: Draft


@dataclass(frozen=True, slots=True)
class PostComment:
    """Post a comment below the pull request."""

    body: str


@dataclass(frozen=True, slots=True)
class EditComment:
    """Replace the text of a comment below the pull request."""

    number: int
    body: str


@dataclass(frozen=True, slots=True)
class PostReply:
    """Answer in a thread; `number` is that of the comment that began it."""

    number: int
    body: str


@dataclass(frozen=True, slots=True)
class StartCheck:
    """Show that a review is under way."""

    head_sha: Sha
    external_id: str
    text: CheckText


@dataclass(frozen=True, slots=True)
class ConcludeCheck:
    """End the check of a head: `number` is the one in progress, None makes one that is complete at once."""

    head_sha: Sha
    number: int | None
    external_id: str
    conclusion: Conclusion
    text: CheckText


@dataclass(frozen=True, slots=True)
class ResolveThread:
    """Resolve the thread of a finding that is fixed."""

    node: str


@dataclass(frozen=True, slots=True)
class MinimiseComment:
    """Fold a comment of ours as resolved."""

    node: str


@dataclass(frozen=True, slots=True)
class React:
    """Answer a comment with a reaction."""

    subject: str
    reaction: Reaction


Write = (
    PostReview
    | PostOnLine
    | PostOnFile
    | PostComment
    | EditComment
    | PostReply
    | StartCheck
    | ConcludeCheck
    | ResolveThread
    | MinimiseComment
    | React
)


@dataclass(frozen=True, slots=True)
class Written:
    """GitHub did it; `number` is that of what it made, 0 where it made nothing with a number."""

    number: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """GitHub will not do it as it was asked: such as a comment on a line that its diff does not have."""

    reason: str


@dataclass(frozen=True, slots=True)
class Denied:
    """The token may not do it: `message` says so and `hint` what to do.

    `permission` is the line that a workflow lacks, such as `checks: write`; empty where GitHub does not tell.
    """

    permission: str
    message: str
    hint: str


Answer = Written | Refused | Denied
