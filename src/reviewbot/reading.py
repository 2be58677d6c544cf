"""Let an agent read the change, and keep of what it claims what survives every doubt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from reviewbot.checklist.select import mentioned
from reviewbot.config.keys import Config
from reviewbot.diff.chunk import chunked
from reviewbot.diff.excerpt import excerpts
from reviewbot.domain.chunk import LONGEST_LINE, Chunk, Doubt, Doubted, Piece, Reading
from reviewbot.domain.coverage import EVERY, UNREAD, Cell, CellState, FileState
from reviewbot.domain.diff import ChangedLines, FileDiff, Hunk
from reviewbot.domain.finding import Candidate, Fingerprint
from reviewbot.domain.item import ContractDetector, Item, SecretDetector, SuppressionDetector
from reviewbot.domain.levels import Confidence, Engine
from reviewbot.domain.paths import PathClass, matches
from reviewbot.domain.report import Cost, Problem, Status
from reviewbot.domain.source import Versions
from reviewbot.earlier import Earlier
from reviewbot.findings.examined import Examined, examined, unexamined
from reviewbot.findings.fingerprint import fingerprint
from reviewbot.findings.refute import Refuted
from reviewbot.findings.remarks import FATAL, notes_of, problem_of
from reviewbot.findings.same import READER, is_same
from reviewbot.look import Contents, Look
from reviewbot.remaining import Remaining, remaining
from reviewbot.sifted import sifted

_DETECTOR = "detector"
_PROSE = (".md", ".mdx", ".rst", ".adoc", ".txt")
_LISTS = ("requirements", "constraints", "cmakelists", "dev-requirements", "test-requirements")
"""How names of files begin that are no prose though they end like it."""

_RISKY = ("auth", "login", "token", "password", "pay", "billing", "invoice", "admin", "permission", "upload", "webhook")
_NOT_SENT = "not shown to the agent: `never_send`"
_NOT_READ = "not shown to the agent: prose"
_CUT = f"{UNREAD}lines of more than {LONGEST_LINE:,} characters are cut"
_ONLY_DETECTORS = "a question to the detectors, which only give evidence to the agent"
_UNSURE: Mapping[Doubt, str] = {
    Doubt.CANNOT_TELL: "The second look could not tell.",
    Doubt.UNVERIFIED: "Nobody took a second look at this.",
}


class Agent(Protocol):
    """Whoever reads besides the detectors."""

    @property
    def chunk_bytes(self) -> int:
        """Give how much code one conversation is about at most."""

    def read(self, chunks: Sequence[Chunk], whole: Sequence[Piece] | None = None, /) -> Sequence[Reading]:
        """Read chunks of a change, and the change as a whole: by `whole` where that is not all that the chunks show."""

    def doubt(self, claims: Sequence[Candidate], around: Mapping[str, Sequence[Hunk]], /) -> Sequence[Doubted]:
        """Take a second look at claims; `around` is the code that was shown of each path."""

    def cost(self) -> Cost:
        """Give what it all came to."""


_NO_COST = Cost()


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of an agent's reading: the looks with what it found, what it did not look at, what to say of it.

    `problem` is what kept it from reading all, `status` how much of it it read; `has_read` where it read anything.
    """

    looks: list[Look]
    cells: tuple[Cell, ...] = ()
    notes: tuple[str, ...] = ()
    problem: Problem | None = None
    status: Status = Status.COMPLETE
    has_read: bool = False
    cost: Cost = _NO_COST


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agent reads by: the team's word, who is to speak, and what an earlier review covered.

    `stood` are the claims of detectors that stood then, on lines that it covered.
    """

    config: Config
    engine: Engine
    earlier: Earlier | None = None
    stood: frozenset[Fingerprint] = frozenset()


def with_agent(looks: Sequence[Look], contents: Contents, agent: Agent, terms: Terms) -> Heard:
    """Show an agent every file that may be shown, settle and doubt what it claims, and add it to the looks.

    Where the agent alone is to speak, what the detectors found is but evidence, unless it could not speak at all. What
    an earlier review covered is shown only around what is new.
    """
    read = {each.file.path: versions for each in looks if (versions := _readable(each, contents)) is not None}
    hidden = frozenset(each.file.path for each in looks if _is_hidden(each.file, terms.config))
    pieces = [piece for each in looks if (piece := _piece(each, read, hidden)) is not None]
    left = _left(pieces, looks, read, terms)
    shown = {piece.file.path: piece.excerpts for piece in left.pieces}
    chunks = chunked(left.pieces, agent.chunk_bytes, _risk)
    readings = agent.read(chunks, left.whole) if chunks or not pieces else ()
    claims = [one for reading in readings for one in reading.candidates]
    checked = sifted(claims, looks, {piece.file.path: read[piece.file.path] for piece in pieces}, terms.earlier)
    doubts = agent.doubt(checked.kept, shown)
    files, cost = examined(readings), agent.cost()
    problem = problem_of(readings, cost, doubts)
    status = _status(problem, files)
    is_alone = terms.engine is Engine.AGENT and status is not Status.FAILED
    heard = [_with(_without(each, left), doubts, checked.dropped, files.get(each.file.path)) for each in looks]
    refuted = sum(1 for one in checked.dropped if not (one.is_preexisting or one.is_covered))
    return Heard(
        looks=[_with_versions(_by_agent(each) if is_alone else each, read) for each in heard],
        cells=(
            *unexamined(files),
            *_cut(pieces),
            *_kept_back(looks, read, hidden),
            *(_unasked(looks) if is_alone else ()),
        ),
        notes=(*notes_of(doubts, refuted), *left.notes),
        problem=problem,
        status=status,
        # What was read before is read.
        has_read=any(one.gap is None for one in readings) or bool(pieces and not chunks),
        cost=cost,
    )


def _left(pieces: Sequence[Piece], looks: Sequence[Look], read: Mapping[str, Versions], terms: Terms) -> Remaining:
    """Give what is to be shown: all, or what an earlier review has left."""
    if terms.earlier is None:
        return Remaining(tuple(pieces))
    by_path = {each.file.path: each for each in looks}

    def cut(path: str, lines: ChangedLines) -> Piece | None:
        piece = _piece(by_path[path], read, frozenset(), lines)
        evidence = piece.evidence if piece else ()
        return piece and replace(piece, evidence=tuple(one for one in evidence if fingerprint(one) not in terms.stood))

    return remaining(pieces, read, cut, terms.earlier, terms.stood)


def _without(each: Look, left: Remaining) -> Look:
    """Leave out what detectors suspected and the agent, which was shown it then, did not."""
    return replace(each, new=tuple(one for one in each.new if fingerprint(one) not in left.dismissed))


def _status(problem: Problem | None, files: Mapping[str, Examined]) -> Status:
    if problem is not None and problem.kind == FATAL:
        return Status.FAILED
    return Status.PARTIAL if problem or any(file.is_unread for file in files.values()) else Status.COMPLETE


def _readable(each: Look, contents: Contents) -> Versions | None:
    """Give the versions of a file that has something to ask about; also of one whose detectors failed."""
    if each.covered.state is FileState.EXCLUDED or not each.asked or not each.file.hunks:
        return None
    versions = contents.versions(each.file)
    return versions if isinstance(versions, Versions) and versions.head is not None else None


def _is_hidden(file: FileDiff, config: Config) -> bool:
    # What a renamed file lost stands in its diff, too.
    return any(matches(path, config.paths.never_send) for path in (file.path, file.base_path))


def _piece(
    each: Look, read: Mapping[str, Versions], hidden: frozenset[str], lines: ChangedLines | None = None
) -> Piece | None:
    """Give what is shown of a file, or of some of its changed `lines`; None where there is nothing to ask."""
    path = each.file.path
    versions = read.get(path)
    if versions is None or versions.head is None or path in hidden or _is_prose(path):
        return None
    shown = excerpts(each.file, versions.head, lines)
    text = "\n".join(line.text for hunk in shown for line in hunk.lines)
    asked = (one.item for one in each.asked if is_for_an_agent(one.item))
    items = tuple(one.id for one in mentioned(asked, text, path))
    return Piece(each.file, versions.head.language, each.kind, shown, items, each.new) if items and shown else None


def _is_prose(path: str) -> bool:
    name = path.lower().rpartition("/")[2]
    return name.endswith(_PROSE) and not name.startswith(_LISTS)


def _cut(pieces: Sequence[Piece]) -> Iterator[Cell]:
    """List the files of which a reader is not shown whole lines: what stands behind the cut may be anything."""
    for piece in pieces:
        if any(len(line.text) > LONGEST_LINE for hunk in piece.excerpts for line in hunk.lines):
            yield Cell(piece.file.path, EVERY, CellState.NOT_EXAMINED, _CUT)


def is_for_an_agent(item: Item) -> bool:
    """Tell whether an item asks for judgement: comparisons of contracts and forms of secrets need none."""
    exact = (ContractDetector, SecretDetector, SuppressionDetector)
    return not item.detectors or not all(isinstance(one, exact) for one in item.detectors)


def _risk(piece: Piece) -> int:
    """Order what is read first, and what is left out last where money is short."""
    path = piece.file.path.lower()
    return (
        4 * (piece.kind in {PathClass.PRODUCTION, PathClass.MIGRATION})
        + 2 * any(word in path for word in _RISKY)
        + min(len(piece.evidence), 3)
    )


def _with(each: Look, doubts: Sequence[Doubted], dropped: Sequence[Refuted], file: Examined | None) -> Look:
    """Add what survived to what the detectors found in a file, and what was there before to its count."""
    path = each.file.path
    here = [one for one in doubts if one.candidate.anchor.path == path and one.doubt is not Doubt.REFUTED]
    new = tuple(_surviving(one) for one in here)
    seen = tuple(one for one in each.new if not (file and _is_dismissed(one, file, new)))
    before = sum(1 for one in dropped if one.is_preexisting and one.candidate.anchor.path == path)
    return replace(each, new=(*seen, *new), kept=each.kept + before)


def _is_dismissed(hit: Candidate, file: Examined, claims: Sequence[Candidate]) -> bool:
    """Tell whether a detector only suspected what a reader, who was shown it and looked for it, does not claim."""
    is_suspected = hit.source == _DETECTOR and hit.confidence is Confidence.LOW
    is_judged = file.has(hit.item) and file.shows(hit.anchor.start_line, hit.anchor.line)
    return is_suspected and is_judged and not any(is_same(hit, claim) for claim in claims)


def _surviving(one: Doubted) -> Candidate:
    """Be as sure as the second look was; whatever it does not confirm is only worth a look, and repairs nothing."""
    if one.doubt is Doubt.CONFIRMED:
        return replace(one.candidate, confidence=Confidence.MEDIUM)
    said = f"{one.candidate.message} {_UNSURE[one.doubt]}".strip()
    return replace(one.candidate, confidence=Confidence.LOW, message=said, replacement=None)


def _by_agent(each: Look) -> Look:
    return replace(each, new=tuple(one for one in each.new if one.source == READER))


def _with_versions(each: Look, read: Mapping[str, Versions]) -> Look:
    """Keep what new claims are judged by."""
    return replace(each, versions=each.versions or read.get(each.file.path)) if each.new else each


def _kept_back(looks: Sequence[Look], read: Mapping[str, Versions], hidden: frozenset[str]) -> Iterator[Cell]:
    """List what no agent is shown, though there would be something to ask."""
    for each in looks:
        path = each.file.path
        if path in read and any(is_for_an_agent(one.item) for one in each.asked):
            reason = _NOT_SENT if path in hidden else _NOT_READ if _is_prose(path) else ""
            yield from [Cell(path, EVERY, CellState.NOT_EXAMINED, reason)] if reason else []


def _unasked(looks: Sequence[Look]) -> Iterator[Cell]:
    """List the items that only detectors answer."""
    items = {one.item.id: one.item for each in looks for one in each.asked}
    for name in sorted(items):
        if not is_for_an_agent(items[name]):
            yield Cell(EVERY, name, CellState.NOT_EXAMINED, _ONLY_DETECTORS)
