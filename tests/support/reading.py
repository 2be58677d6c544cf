"""A small change, and an agent that answers from a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from reviewbot.checklist.load import checklist
from reviewbot.config.keys import Config
from reviewbot.detectors.revisions import Given
from reviewbot.detectors.run import Detectors
from reviewbot.domain.chunk import Chunk, Doubt, Doubted, Gap, Reading
from reviewbot.domain.diff import Diff, FileDiff, Hunk, Sha, Side
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.levels import Confidence, Engine
from reviewbot.domain.report import Change, Cost, Report, Run
from reviewbot.domain.source import Versions
from reviewbot.review import Reviewable, Setting, review
from support.change import file_diff, versions

CHECKLIST = checklist({})
ITEMS = {one.id: one for one in CHECKLIST.items}

CLIENT = "shop/client.py"
ORDERS = "shop/orders.py"
SECRETS = ".env.production"
GUIDE = "docs/guide.md"
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
    `shown` and `around` collect what it was shown.
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
    around: dict[str, Sequence[Hunk]] = field(default_factory=dict)

    def read(self, chunks: Sequence[Chunk], /) -> tuple[Reading, ...]:
        """Claim what the table says of each chunk's files."""
        self.shown.extend(chunks)
        whole = (Reading(Chunk(()), gap=self.whole),) if self.has_whole else ()
        return (*map(self._reading, chunks), *whole)

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


def reviewed(
    agent: Table,
    change: Mapping[str, tuple[str | None, str | None]] = CHANGE,
    engine: Engine = Engine.ALL,
    config: Config | None = None,
    wanted: Sequence[str] = (),
) -> Report:
    """Review a change with the real detectors and an agent from a table; `wanted` are the items asked, all if none."""
    chosen = tuple(one for one in CHECKLIST.items if not wanted or one.id in wanted)
    nowhere = Sha("")
    work = Reviewable(
        Change("acme/shop", 7, nowhere, Sha("a" * 40), Sha("b" * 40)),
        Diff(tuple(file_diff(path, *texts) for path, texts in change.items())),
        Texts(change),
    )
    setting = Setting("reviewbot", Run("0" * 16, engine, "full"), config or Config(), replace(CHECKLIST, items=chosen))
    with Detectors(chosen) as detectors:
        return review(work, setting, detectors, agent=agent)
