"""A small change, and an agent that answers from a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha1

from reviewbot.checklist.load import checklist
from reviewbot.config.keys import Config
from reviewbot.detectors.revisions import Given
from reviewbot.detectors.run import Detectors
from reviewbot.diff.unseen import Before, unseen
from reviewbot.domain.chunk import Chunk, Doubt, Doubted, Gap, Piece, Reading
from reviewbot.domain.diff import Diff, FileDiff, Hunk, Sha, Side
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.levels import Confidence, Engine
from reviewbot.domain.pull import Scope
from reviewbot.domain.report import Change, Checkpoint, Cost, Digests, Report, Run
from reviewbot.domain.source import Versions
from reviewbot.earlier import Earlier
from reviewbot.review import Reviewable, Setting, review
from support.change import file_diff, versions

CHECKLIST = checklist({})
ITEMS = {one.id: one for one in CHECKLIST.items}

CLIENT = "shop/client.py"
ORDERS = "shop/orders.py"
SECRETS = ".env.production"
GUIDE = "docs/guide.md"
_WHOLE = Scope()
_THEN = Sha("3f2c1ab" + "0" * 33)
_CLOSE = "def close(order):\n    order.total = order.sum()\n    order.save()\n"
_NAME = "\n\ndef name(order):\n    return order.name\n"
CHANGE: Mapping[str, tuple[str | None, str | None]] = {
    CLIENT: (
        "import requests\n\n\ndef price(sku):\n    return requests.get(url(sku), timeout=3).json()\n",
        "import requests\n\n\ndef price(sku):\n    return requests.get(url(sku)).json()\n",
    ),
    ORDERS: (
        f"{_CLOSE}{_NAME}",
        f"{_CLOSE}    Ledger(order=order).save()\n{_NAME}",
    ),
    SECRETS: ("DATABASE_URL=postgres://one\n", "DATABASE_URL=postgres://hidden-from-all\n"),
    GUIDE: (None, "# Guide\n\nSay database to the request.\n"),
}


@dataclass(frozen=True, slots=True)
class Texts:
    """Both versions of files that a test writes down."""

    files_by_path: Mapping[str, tuple[str | None, str | None]]

    def versions(self, file: FileDiff) -> Versions:
        """Give both versions."""
        return versions(file.path, *self.files_by_path[file.path])

    def files(self, _side: Side, /) -> Given:
        """Give no others."""
        return Given()


@dataclass(frozen=True, slots=True)
class Table:
    """Answers what it was given: claims, who doubts them by their titles, gaps by path, items that it forgets.

    `strays` it claims whatever it was shown. `whole` is why it did not read the change as a whole, where it was to.
    `shown`, `outlined` and `around` collect what it was shown.
    """

    claims: tuple[Candidate, ...] = ()
    strays: tuple[Candidate, ...] = ()
    doubts: Mapping[str, Doubt] = field(default_factory=dict)
    gaps: Mapping[str, Gap] = field(default_factory=dict)
    forgets: frozenset[str] = frozenset()
    whole: Gap | None = None
    has_whole: bool = False
    usd: float = 0.0
    money: Cost = field(default_factory=Cost)
    chunk_bytes: int = 250
    shown: list[Chunk] = field(default_factory=list)
    outlined: list[Sequence[Piece] | None] = field(default_factory=list)
    around: dict[str, Sequence[Hunk]] = field(default_factory=dict)

    def read(self, chunks: Sequence[Chunk], whole: Sequence[Piece] | None = None, /) -> tuple[Reading, ...]:
        """Claim what the table says of each chunk's files."""
        self.shown.extend(chunks)
        self.outlined.append(whole)
        as_one = (Reading(Chunk(()), gap=self.whole),) if self.has_whole else ()
        return (*map(self._reading, chunks), *as_one)

    def doubt(self, claims: Sequence[Candidate], around: Mapping[str, Sequence[Hunk]], /) -> tuple[Doubted, ...]:
        """Confirm whatever the table does not doubt."""
        self.around.update(around)
        return tuple(Doubted(one, self.doubts.get(one.title, Doubt.CONFIRMED)) for one in claims)

    def cost(self) -> Cost:
        """Give what the table says."""
        return self.money

    def _reading(self, chunk: Chunk) -> Reading:
        gap = next((self.gaps[path] for path in chunk.paths if path in self.gaps), None)
        if gap is not None:
            return Reading(chunk, gap=gap, usd=self.usd)
        claims = tuple(one for one in self.claims if one.anchor.path in chunk.paths)
        return Reading(chunk, claims + self.strays, frozenset(chunk.items) - self.forgets)


def claim(item: str, line: int, quote: str, path: str = ORDERS, **more: object) -> Candidate:
    """Make a claim as an agent makes it."""
    anchor = Anchor(path, Side.RIGHT, line, line + quote.count("\n"))
    plain = Candidate(item, anchor, quote, "Half is written", "When it stops", "Put it.", Confidence.LOW, "agent")
    return replace(plain, **more)  # type: ignore[arg-type]


def earlier_of(
    before: Mapping[str, tuple[str | None, str | None]], now: Mapping[str, tuple[str | None, str | None]]
) -> Earlier:
    """Tell what a complete review of the change as it was covered of the change as it is."""
    lines = {path: unseen(_diffed(path, *texts), _seen(path, before, texts)) for path, texts in now.items()}
    diff = Diff(tuple(_diffed(path, *texts) for path, texts in before.items()))
    return Earlier(Checkpoint(_THEN, _THEN, Digests("", "", "")), diff, Texts(before), lines)


def _diffed(path: str, base: str | None, head: str | None) -> FileDiff:
    """Compare two versions of a file whose blobs have names of their own."""
    blobs = (None if text is None else Sha(sha1(text.encode()).hexdigest()) for text in (base, head))  # noqa: S324
    return replace(file_diff(path, base, head), base_blob=next(blobs), head_blob=next(blobs))


def _seen(
    path: str, before: Mapping[str, tuple[str | None, str | None]], now: tuple[str | None, str | None]
) -> Before | None:
    if path not in before:
        return None
    base, head = before[path]
    moves = [None if old == new else file_diff(path, old, new, 0) for old, new in ((head, now[1]), (base, now[0]))]
    return Before(_diffed(path, base, head), *moves)


def reviewed(
    agent: Table,
    change: Mapping[str, tuple[str | None, str | None]] = CHANGE,
    engine: Engine = Engine.ALL,
    config: Config | None = None,
    wanted: Sequence[str] = (),
    *,
    before: Mapping[str, tuple[str | None, str | None]] | None = None,
    scope: Scope = _WHOLE,
) -> Report:
    """Review a change with the real detectors and an agent from a table; `wanted` are the items asked, all if none.

    `before` is the same change as it was when it was reviewed completely.
    """
    chosen = tuple(one for one in CHECKLIST.items if not wanted or one.id in wanted)
    nowhere = Sha("")
    work = Reviewable(
        Change("acme/shop", 7, nowhere, Sha("a" * 40), Sha("b" * 40)),
        Diff(tuple(_diffed(path, *texts) for path, texts in change.items())),
        Texts(change),
    )
    earlier = None if before is None else earlier_of(before, change)
    run = Run("0" * 16, engine, str(scope))
    asked = replace(CHECKLIST, items=chosen)
    setting = Setting("reviewbot", run, config or Config(), asked, scope=scope, earlier=earlier)
    with Detectors(chosen) as detectors:
        return review(work, setting, detectors, agent=agent)
