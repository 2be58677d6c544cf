"""The few keys of GitHub's events that are read, each checked for its form."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from reviewbot.github.answers import ShaText

ActionText = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,50}$")]
LabelText = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f-\x9f]+$", max_length=255)]
LoginText = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,100}(\[bot\])?$")]
NodeText = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_=+/-]{1,255}$")]
RefText = Annotated[str, StringConstraints(pattern=r"^refs/[^\x00-\x20\x7f~^:?*\[\\]+$", max_length=1024)]
BranchText = Annotated[
    str, StringConstraints(pattern=r"^[^-\x00-\x20\x7f~^:?*\[\\][^\x00-\x20\x7f~^:?*\[\\]*$", max_length=1024)
]
# A name of dots alone would climb in an address.
RepositoryText = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+/\.*[A-Za-z0-9_-][A-Za-z0-9_.-]*$", max_length=201)
]
# GraphQL's integers have 32 bits.
Number = Annotated[int, Field(ge=1, lt=2**31)]
# Comments have long had more.
CommentNumber = Annotated[int, Field(ge=1, lt=2**63)]


class Part(BaseModel):
    """A part of an event; keys that nobody reads are skipped."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class User(Part):
    """Somebody with an account: null stands for one who was deleted."""

    login: LoginText
    type: str = "User"


class Repository(Part):
    """A repository where only its name matters."""

    full_name: RepositoryText


class Commit(Part):
    """One end of a pull request, its repository null where a fork was deleted."""

    sha: ShaText
    repo: Repository | None = None


class Label(Part):
    """A label."""

    name: LabelText


class NamedPull(Part):
    """A pull request where only its number and its two ends matter."""

    number: Number
    head: Commit
    base: Commit


class FullPull(NamedPull):
    """A pull request as its own events tell it."""

    user: User | None
    draft: bool | None = None
    labels: list[Label] | None = None


class Issue(Part):
    """An issue; a pull request where `pull_request` says something."""

    number: Number
    pull_request: object = None


class Comment(Part):
    """A comment, or a review with a text of its own, which may be null."""

    node_id: NodeText
    user: User | None
    body: str | None


class LineComment(Comment):
    """A comment on a line, perhaps an answer to another one."""

    id: CommentNumber
    in_reply_to_id: CommentNumber | None = None


class Group(Part):
    """What a merge queue made of a pull request and of those before it."""

    head_sha: ShaText
    head_ref: RefText
    base_sha: ShaText


class Acted(Part):
    """An event of which only its action is known."""

    action: ActionText


class OwnRepository(Repository):
    """The repository that an event is about, with the branch that it shows first."""

    default_branch: BranchText = ""


class Dispatched(Part):
    """`schedule` and `workflow_dispatch`."""

    repository: OwnRepository
    ref: RefText


class PullChanged(Acted):
    """`pull_request` and `pull_request_target`."""

    repository: Repository
    pull_request: FullPull
    sender: User | None
    label: Label | None = None


class Commented(Acted):
    """Any event that carries a comment."""

    repository: Repository
    comment: Comment


class IssueCommented(Commented):
    """`issue_comment`."""

    issue: Issue


class CommentedInCode(Commented):
    """Any event that carries a comment on the code, and the pull request with it."""

    pull_request: NamedPull


class LineCommented(CommentedInCode):
    """`pull_request_review_comment`."""

    comment: LineComment


class Reviewed(CommentedInCode):
    """`pull_request_review`."""

    comment: Comment = Field(alias="review")


class Queued(Acted):
    """`merge_group`."""

    repository: Repository
    merge_group: Group
