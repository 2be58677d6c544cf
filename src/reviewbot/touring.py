"""Read slices of a branch in waves: each file as if it were added whole, no two slices in one conversation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reviewbot.detectors.revisions import Files, Given
from reviewbot.diff.chunk import chunked
from reviewbot.domain.audit import SeenSlice, Slice
from reviewbot.domain.chunk import Chunk, Doubted, Gap, Piece, Reading
from reviewbot.domain.coverage import EVERY, UNREAD, Cell
from reviewbot.domain.diff import FileDiff, FileKind, FileStatus, Hunk, Line, LineKind, Side, UnreadFile
from reviewbot.domain.finding import Candidate, Detected, Placement
from reviewbot.domain.levels import Engine
from reviewbot.domain.report import Cost, Problem
from reviewbot.domain.source import Source, Versions
from reviewbot.findings.judge import judged
from reviewbot.findings.merge import merged
from reviewbot.findings.rank import reaches
from reviewbot.findings.remarks import FATAL
from reviewbot.findings.root import Claim
from reviewbot.findings.same import agreed
from reviewbot.inventory.turns import Changed
from reviewbot.look import Lens, Look, look, severity_in
from reviewbot.reading import Agent, Terms, with_agent

_AT_ONCE = 8
"""Conversations that go side by side: so much code is read in one wave."""

_NOWHERE = "an audit is of no change: there is no line of a diff"
ENDS = frozenset(
    {Gap.BUDGET, Gap.OVERLOADED, Gap.UNREACHABLE, Gap.SPEND_LIMIT, Gap.UNAUTHORISED, Gap.REJECTED, Gap.NO_MODEL}
)
"""After what nothing further is asked: it would meet the same."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What an agent reads in: the snapshot's files, how they are looked at, and how they are divided.

    `before` tells when slices were last read, `changes` counts by path how often files changed of late, None where
    nobody can tell; `changed` gives what changed since a commit.
    """

    files: Files
    lens: Lens
    slices: tuple[Slice, ...]
    before: tuple[SeenSlice, ...] = ()
    changes: Mapping[str, int] | None = None
    changed: Changed = lambda _: None


@dataclass(slots=True)
class Tour:
    """What came of the slices so far; `ended` is why no further one was read."""

    claims: list[Claim] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    doubts: list[Doubted] = field(default_factory=list)
    opened: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    problem: Problem | None = None
    ended: Gap | None = None


class _Opened:
    """The files of some slices, as if each were added whole."""

    def __init__(self, sources: Sequence[Source], files: Files) -> None:
        self._sources = {one.path: one for one in sources}
        self._files = files

    def versions(self, file: FileDiff) -> Versions | UnreadFile:
        """Give a file that has no base."""
        return Versions(None, self._sources[file.path])

    def files(self, side: Side, /) -> Files:
        """Give the whole snapshot for the head, and nothing for the base."""
        return self._files if side is Side.RIGHT else Given()


class _SliceBySlice:
    """An agent that reads no two slices in one conversation, those whose turn it is first, and notes what it read."""

    def __init__(self, agent: Agent, ranks: Mapping[str, int], tour: Tour) -> None:
        self._agent = agent
        self._ranks = ranks
        self._tour = tour

    @property
    def chunk_bytes(self) -> int:
        """Give how much code one conversation is about at most."""
        return self._agent.chunk_bytes

    def read(self, chunks: Sequence[Chunk], _whole: Sequence[Piece] | None = None, /) -> Sequence[Reading]:
        """Read the pieces of each slice; there is no change to be read as a whole."""
        by_rank = dict[int, list[Piece]]()
        for chunk in chunks:
            for piece in chunk.pieces:
                by_rank.setdefault(self._ranks[piece.file.path], []).append(piece)
        ordered = [
            replace(one, risk=rank)
            for rank in sorted(by_rank, reverse=True)
            for one in chunked(by_rank[rank], self.chunk_bytes, lambda _: 0)
        ]
        readings = self._agent.read(ordered, ())
        self._tour.readings += readings
        return readings

    def doubt(self, claims: Sequence[Candidate], around: Mapping[str, Sequence[Hunk]], /) -> Sequence[Doubted]:
        """Take a second look at claims."""
        doubts = self._agent.doubt(claims, around)
        self._tour.doubts += doubts
        return doubts

    def cost(self) -> Cost:
        """Give what it all came to."""
        return self._agent.cost()


def waves(order: Sequence[Slice], chunk_bytes: int) -> Iterator[Sequence[Slice]]:
    """Bring neighbours together as far as their conversations go side by side."""
    most = chunk_bytes * _AT_ONCE
    wave, size = list[Slice](), 0
    for one in order:
        if wave and size + one.size > most:
            yield wave
            wave, size = [], 0
        wave.append(one)
        size += one.size
    if wave:
        yield wave


def read_wave(wave: Sequence[Slice], agent: Agent, ground: Ground, so_far: tuple[Engine, Tour]) -> None:
    """Read some slices, doubt what is claimed of them, and add what came of it to the tour."""
    engine, tour = so_far
    ranks = {path: len(wave) - number for number, one in enumerate(wave) for path in one.paths}
    sources = ground.files.read_all(list(ranks))
    contents = _Opened(sources, ground.files)
    looks = [look(_added(source), contents, ground.lens) for source in sources]
    begun = len(tour.readings)
    heard = with_agent(looks, contents, _SliceBySlice(agent, ranks, tour), Terms(ground.lens.config, engine))
    readings = tour.readings[begun:]
    unread = {one.path for one in heard.cells if one.item == EVERY and one.reason.startswith(UNREAD)}
    tour.opened |= ranks.keys()
    tour.read |= {path for one in readings for path in one.chunk.paths} - unread
    tour.cells += heard.cells
    tour.claims += (claim for each in heard.looks for claim in _claims(each, ground.lens))
    tour.problem = tour.problem or (heard.problem if heard.problem and heard.problem.kind == FATAL else None)
    tour.ended = next((one.gap for one in readings if one.gap in ENDS), None)


def _added(source: Source) -> FileDiff:
    lines = source.lines if source.text else ()
    added = tuple(Line(LineKind.ADDED, None, number, text) for number, text in enumerate(lines, 1))
    return FileDiff(source.path, source.path, FileStatus.ADDED, FileKind.FILE, (Hunk(added),) if added else ())


def _claims(each: Look, lens: Lens) -> Iterator[Claim]:
    """Stand by what is said of a file, each thing said once, whoever says it."""
    asked = {one.item.id: one for one in each.asked}
    source = each.versions.head if each.versions else None
    if source is None:
        return
    secrets = tuple(text for one in each.new for text in one.secrets)
    findings, symbols = [], {}
    for one in each.new:
        question = asked[one.item]
        masked, severity = replace(one, secrets=secrets), severity_in(question, one)
        finding = judged(masked, question.item, severity, None, source, lambda _: Detected(()))
        findings.append(replace(finding, placement=Placement.SUMMARY, placement_reason=_NOWHERE))
        symbols[finding.fingerprint] = one.definition
    grave = [one for one in agreed(findings) if reaches(one, lens.config.min_severity, lens.config.min_confidence)]
    items = {one.id: one for one in lens.items}
    yield from (Claim(one, symbols[one.fingerprint]) for one in merged(grave, items))
