"""What GitHub shows now of what we wrote earlier."""

from dataclasses import dataclass

from reviewbot.domain.diff import Sha
from reviewbot.domain.expense import Bill, ShownBill
from reviewbot.domain.marker import FindingMarker, RunMarker
from reviewbot.domain.pull import Pull
from reviewbot.domain.remark import Pause, Remark
from reviewbot.domain.upshot import Upshot


@dataclass(frozen=True, slots=True)
class ShownHunk:
    """One hunk of GitHub's diff of a file, as ranges of lines, both ends included; a side may be empty."""

    base: tuple[int, int]
    head: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file of a pull request as GitHub lists it; no hunks where it shows no diff: binary, or too large."""

    path: str
    hunks: tuple[ShownHunk, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What GitHub says lies between a base and a head: at most 300 files, `is_whole` where that is all of them."""

    base_sha: Sha
    merge_base_sha: Sha
    files: tuple[ShownFile, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """A review thread that a comment of ours began.

    `excerpt` is the end of the diff that GitHub shows above it, the commented lines last. `has_answer` where anybody
    else wrote in it, `is_folded` where our comment is minimised. `number` and `body` are those of our comment, `said`
    is what was written after it. `resolved_by` is a login, empty where it is open; `likes` and `dislikes` count thumbs
    on our comment.
    """

    node: str
    comment_node: str
    marker: FindingMarker
    path: str
    excerpt: str
    is_resolved: bool
    can_resolve: bool
    has_answer: bool
    is_folded: bool
    number: int = 0
    body: str = ""
    said: tuple[Remark, ...] = ()
    resolved_by: str = ""
    is_outdated: bool = False
    likes: int = 0
    dislikes: int = 0


@dataclass(frozen=True, slots=True)
class SummaryComment:
    """Our summary comment, with its number for an edit; the mark of one that a person changed is not believed.

    `node` is its name for folding it, `is_folded` where that was done.
    """

    number: int
    body: str
    marker: RunMarker | None
    node: str = ""
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A check run named `reviewbot` on the head; `conclusion` is empty while it is in progress.

    `is_required` is None where GitHub does not tell. `upshot` is what it was concluded from, None where that is not
    known or not to be believed; `summary` and `text` are what it says, marks included.
    """

    number: int
    conclusion: str
    external_id: str
    title: str
    is_required: bool | None
    upshot: Upshot | None = None
    summary: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A pull request and all that we wrote on it, the newest check last.

    `bills` are those of this pull request on the checks of all its heads, as far as they are found. `setting` is the
    text of the team's configuration at the tip of the base, empty where there is none. `checkpoints` are what complete
    runs covered, by the checks of ours that say so, the newest last. `pause` is the last word about a pause. `answered`
    are the nodes of the comments whose commands got an answer below the pull request. `templates` are names and texts
    of the team's own at the tip of the base. `us` is the login of whoever writes for us.
    """

    pull: Pull
    threads: tuple[Thread, ...] = ()
    summaries: tuple[SummaryComment, ...] = ()
    checks: tuple[Check, ...] = ()
    bills: tuple[ShownBill, ...] = ()
    setting: str = ""
    checkpoints: tuple[RunMarker, ...] = ()
    pause: Pause | None = None
    answered: frozenset[str] = frozenset()
    templates: tuple[tuple[str, str], ...] = ()
    us: str = ""

    def bill_on(self, check: int | None) -> Bill | None:
        """Give what a check of ours says of money."""
        return next((one.bill for one in self.bills if one.is_ours and one.check == check), None)
