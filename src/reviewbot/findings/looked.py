"""Tell of a root cause that was not found again whether anybody looked: silence about the unseen is no repair."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reviewbot.domain.audit import AuditReport
from reviewbot.domain.coverage import EVERY, Cell, CellState, FileState
from reviewbot.domain.levels import Engine
from reviewbot.domain.report import Status
from reviewbot.domain.tracked import Known


class Sight(StrEnum):
    """What an audit can say of a cause that it did not find.

    Left out is what the team excluded meanwhile: nobody looked, and nobody will.
    """

    GONE = "gone"
    LEFT_OUT = "left-out"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Looked:
    """What an audit looked at: the state of each file, those an agent read, and the cells that nobody examined."""

    states: dict[str, FileState]
    read: frozenset[str]
    cells: frozenset[tuple[str, str]]
    has_detectors: bool
    is_whole: bool


def looked(report: AuditReport) -> Looked:
    """Sum up what a whole audit looked at; nothing where it failed, or where it is one shard of several."""
    is_telling = report.status is not Status.FAILED and report.shard is None
    return Looked(
        states={file.path: file.state for file in report.coverage.files},
        read=frozenset(report.read),
        cells=_unexamined(report.coverage.cells),
        has_detectors=report.run.engine is not Engine.AGENT,
        is_whole=is_telling,
    )


def sight(known: Known, at: Looked) -> Sight:
    """Tell what became of a cause that was not found.

    A detector's is gone where its files were examined for its item, an agent's where an agent read its files whole;
    either where the files are away. Of a cause with more places than are remembered, all files have to be seen.
    """
    if not at.is_whole:
        return Sight.UNSEEN
    paths = [site.path for site in known.sites]
    if known.count > len(paths) or not paths:
        paths = [path for path, state in at.states.items() if state is not FileState.EXCLUDED]
    sights = {_sight(known, path, at) for path in paths}
    if Sight.UNSEEN in sights or not _is_asked(known, EVERY, at):
        # A file that is away needs no question.
        return Sight.GONE if at.states.keys().isdisjoint(paths) else Sight.UNSEEN
    return Sight.LEFT_OUT if Sight.LEFT_OUT in sights else Sight.GONE


def _sight(known: Known, path: str, at: Looked) -> Sight:
    match at.states.get(path):
        case None:
            return Sight.GONE
        case FileState.EXCLUDED:
            return Sight.LEFT_OUT
        case FileState.REVIEWED if _is_seen(known, path, at):
            return Sight.GONE
        case _:
            return Sight.UNSEEN


def _is_seen(known: Known, path: str, at: Looked) -> bool:
    is_read = at.has_detectors and not known.is_agents
    return (is_read or path in at.read) and _is_asked(known, path, at)


def _is_asked(known: Known, path: str, at: Looked) -> bool:
    return (path, known.item) not in at.cells


def _unexamined(cells: Sequence[Cell]) -> frozenset[tuple[str, str]]:
    # A cell of all items says that an agent did not read a file: `read` says the same of what it did.
    return frozenset((one.path, one.item) for one in cells if one.state is CellState.NOT_EXAMINED and one.item != EVERY)
