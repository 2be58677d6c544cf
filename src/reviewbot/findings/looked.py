"""Tell of a root cause that was not found again whether anybody looked: silence about the unseen is no repair."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from reviewbot.domain.audit import AuditReport
from reviewbot.domain.coverage import EMPTY, EVERY, SWITCHED_OFF, Cell, CellState, FileState
from reviewbot.domain.inventory import Site
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


@dataclass(frozen=True)
class Looked:
    """What an audit looked at: the state of each file with anything in it, and which of them nobody wants looked at.

    `read` are the files that an agent read whole in this audit; `strange` are those that none ever read. `cells` are
    those that nobody examined, and `off` the items that the team wants to hear nothing of.
    """

    states: dict[str, FileState]
    left_out: frozenset[str]
    read: frozenset[str]
    strange: frozenset[str]
    cells: frozenset[tuple[str, str]]
    off: frozenset[str]
    has_detectors: bool
    is_whole: bool

    @cached_property
    def unseen(self) -> frozenset[str]:
        """Name the files that should have been looked at, and were not."""
        states = self.states.items()
        missed = (path for path, state in states if state is not FileState.REVIEWED and path not in self.left_out)
        return frozenset(map(_name, missed))

    @cached_property
    def unread(self) -> frozenset[str]:
        """Name the files that should have been looked at, and that no agent ever read."""
        return frozenset(map(_name, self.strange - self.left_out))


def looked(report: AuditReport) -> Looked:
    """Sum up what a whole audit looked at; nothing where it failed, or where it is one shard of several."""
    is_telling = report.status is not Status.FAILED and report.shard is None
    files = [one for one in report.coverage.files if one.reason != EMPTY]
    read = frozenset(report.read)
    ever = read.union(*(one.paths for one in report.slices))
    return Looked(
        states={file.path: file.state for file in files},
        left_out=frozenset(one.path for one in files if one.is_chosen),
        read=read,
        strange=frozenset(one.path for one in files if one.path not in ever),
        cells=_unexamined(report.coverage.cells),
        off=frozenset(one.item for one in report.coverage.cells if one.reason == SWITCHED_OFF),
        has_detectors=report.run.engine is not Engine.AGENT,
        is_whole=is_telling,
    )


def sight(known: Known, at: Looked) -> Sight:
    """Tell what became of a cause that was not found.

    A detector's is gone where its files were examined for its item, an agent's where an agent read its files whole;
    either where the files are away, unless one of the same name waits to be looked at, which may be where they went. Of
    a cause with more places than are remembered, all files have to be seen.
    """
    if not at.is_whole:
        return Sight.UNSEEN
    if known.item in at.off:
        return Sight.LEFT_OUT
    paths = [site.path for site in known.sites]
    if known.count > len(paths) or not paths:
        paths = [path for path in at.states if path not in at.left_out]
    sights = {_sight(known, path, at) for path in paths}
    if Sight.UNSEEN in sights or not _is_asked(known, EVERY, at):
        # A file that is away needs no question.
        is_away = Sight.UNSEEN not in sights and at.states.keys().isdisjoint(paths)
        return Sight.GONE if is_away else Sight.UNSEEN
    return Sight.LEFT_OUT if Sight.LEFT_OUT in sights else Sight.GONE


def unseen(known: Known, at: Looked) -> tuple[Site, ...]:
    """Give the places of a cause, found elsewhere or not, whose files are there and were not looked at."""
    here = (site for site in known.sites if site.path in at.states)
    return tuple(site for site in here if _sight(known, site.path, at) is Sight.UNSEEN)


def _sight(known: Known, path: str, at: Looked) -> Sight:
    if path in at.left_out:
        return Sight.LEFT_OUT
    match at.states.get(path):
        case None:
            return Sight.UNSEEN if _name(path) in (at.unread if known.is_agents else at.unseen) else Sight.GONE
        case FileState.REVIEWED if _is_seen(known, path, at):
            return Sight.GONE
        case _:
            return Sight.UNSEEN


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _is_seen(known: Known, path: str, at: Looked) -> bool:
    is_read = at.has_detectors and not known.is_agents
    return (is_read or path in at.read) and _is_asked(known, path, at)


def _is_asked(known: Known, path: str, at: Looked) -> bool:
    return (path, known.item) not in at.cells


def _unexamined(cells: Sequence[Cell]) -> frozenset[tuple[str, str]]:
    # A cell of all items says that an agent did not read a file: `read` says the same of what it did.
    return frozenset((one.path, one.item) for one in cells if one.state is CellState.NOT_EXAMINED and one.item != EVERY)
