"""What one conversation with the model is about."""

from dataclasses import dataclass
from enum import StrEnum

from reviewbot.domain.diff import FileDiff, Hunk
from reviewbot.domain.finding import Candidate
from reviewbot.domain.paths import PathClass

LONGEST_LINE = 1_000
"""Characters of a line that a reader is shown; of a longer one the rest is cut, and nobody has read it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a reader is shown of one changed file.

    `excerpts` hold the hunks with the definitions around them, unchanged lines as context: their `section` is the
    dotted name of the definition. A long file comes in several pieces, of which each says in `part` which one of how
    many it is. `items` are the ids to ask of it, `evidence` is what detectors say about these lines.
    """

    file: FileDiff
    language: str | None
    kind: PathClass
    excerpts: tuple[Hunk, ...]
    items: tuple[str, ...]
    evidence: tuple[Candidate, ...] = ()
    part: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Pieces that belong together and fit in one conversation; `risk` orders chunks, the riskiest highest."""

    pieces: tuple[Piece, ...]
    risk: int = 0

    @property
    def paths(self) -> tuple[str, ...]:
        """Name its files once each, in order."""
        return tuple(dict.fromkeys(piece.file.path for piece in self.pieces))

    @property
    def items(self) -> tuple[str, ...]:
        """Give the ids asked of any of its pieces, sorted."""
        return tuple(sorted({item for piece in self.pieces for item in piece.items}))

    @property
    def name(self) -> str:
        """Say in a log what it is about: the first path, and how many more."""
        if not self.pieces:
            return "the change as a whole"
        first, more = self.paths[0], len(self.paths) - 1
        part = self.pieces[0].part
        which = f" ({part[0]} of {part[1]})" if part[1] > 1 else ""
        return f"{first}{which} and {more} more" if more else f"{first}{which}"


class Gap(StrEnum):
    """Why a conversation ended without an answer that counts, as the end of `not reviewed: …`."""

    REFUSED = "refused"
    CUT_OFF = "the answer was cut off"
    TOO_LONG = "too long for the model"
    MALFORMED = "the answer could not be read"
    BUDGET = "out of budget"
    OVERLOADED = "the model was overloaded"
    SPEND_LIMIT = "the account's spend limit was reached"
    UNREACHABLE = "the model could not be reached"
    UNAUTHORISED = "the model key was not accepted"
    REJECTED = "the model did not accept the request"
    NO_MODEL = "there is no such model"


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one conversation about a chunk.

    `examined` are the ids that the answer says it looked at: what it does not mention is not clean. `gap` is why there
    is no answer, and `usd` what it would cost to ask after all, where money is the reason; `worst_usd` is what
    would be reserved for it. The reading of the change as a whole has a chunk without pieces.
    """

    chunk: Chunk
    candidates: tuple[Candidate, ...] = ()
    examined: frozenset[str] = frozenset()
    gap: Gap | None = None
    usd: float = 0.0
    worst_usd: float = 0.0


class Doubt(StrEnum):
    """What the sceptic makes of a candidate; unverified where it gave no answer."""

    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    CANNOT_TELL = "cannot tell"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Doubted:
    """A candidate after the second look; `quote` is what the sceptic rests on, and stands at `path:line`."""

    candidate: Candidate
    doubt: Doubt
    reason: str = ""
    path: str = ""
    line: int = 0
    quote: str = ""
