"""What earlier runs said, looked at again: the finding, the code as it is now, and what people answered."""

from dataclasses import dataclass

from reviewbot.domain.chunk import Gap
from reviewbot.domain.diff import Hunk
from reviewbot.domain.remark import Remark
from reviewbot.domain.report import Verdict


@dataclass(frozen=True, slots=True)
class Retold:
    """A finding as our comment says it, with the code that it was about.

    `excerpt` is the end of the diff as it was then, each line with its sign, the commented ones last. `now` is what
    stands there in the head, `change` what the change does to the file: both are cut to what a reader needs.
    """

    item: str
    path: str
    words: str
    excerpt: tuple[str, ...]
    now: tuple[Hunk, ...] = ()
    change: tuple[Hunk, ...] = ()


@dataclass(frozen=True, slots=True)
class Reheard:
    """What the sceptic makes of an earlier finding; `gap` is why there is no answer, where there is none."""

    verdict: Verdict
    reason: str
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said about a finding by us and by those whose word counts, the oldest first, the last to be answered."""

    about: Retold
    said: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Why a person's words get no answer; `gap` where the model gave none."""

    reason: str
    gap: Gap | None = None
