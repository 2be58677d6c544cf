"""Where a comment may begin, by GitHub's rules, and where it stands after a push."""

from dataclasses import replace

from simulator.changes import FileChange, Hunk, changes, moves
from simulator.git import merge_base
from simulator.state import Pull, Repository, Spot, Thread
from simulator.web import Fields


class UnplacedError(Exception):
    """A place that is not part of the diff: `field` is what is wrong with it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def spot_of(repository: Repository, pull: Pull, commit: str, wanted: Fields) -> Spot:
    """Find the place that a new comment asks for in the diff up to `commit`; raises UnplacedError."""
    base = merge_base(repository.folder, pull.base_sha, commit) or pull.base_sha
    path = wanted.text("path") or ""
    change = next((one for one in changes(repository.folder, base, commit) if one.path == path), None)
    if change is None:
        raise UnplacedError("path", "Path could not be resolved")
    if wanted.text("subject_type") == "file":
        return Spot(path, base, commit, position=1)
    spot = _spot(change, wanted)
    return replace(spot, path=path, base=base, commit=commit)


def _spot(change: FileChange, wanted: Fields) -> Spot:
    position = wanted.number("position")
    line, side = wanted.number("line"), wanted.text("side") or "RIGHT"
    if line is None and position is not None:
        line, side = _at(change, position)
    hunk = change.hunk(side, line) if line is not None and side in ("LEFT", "RIGHT") else None
    if line is None or hunk is None:
        raise UnplacedError("line", "Line could not be resolved")
    place = hunk.place(side, line)
    spot = Spot("", "", "", side, line, position=hunk.position + place, diff_hunk=_above(hunk, place))
    start = wanted.number("start_line")
    return spot if start is None else _from_start(spot, hunk, start, wanted.text("start_side") or side)


def _from_start(spot: Spot, hunk: Hunk, start: int, side: str) -> Spot:
    if side not in ("LEFT", "RIGHT") or not hunk.has(side, start):
        raise UnplacedError("start_line", "must be part of the same hunk as the line.")
    place = hunk.position + hunk.place(side, start)
    if spot.position is None or place >= spot.position or (side == spot.side and start >= (spot.line or 0)):
        raise UnplacedError("start_line", "must precede the end line.")
    return replace(spot, start_line=start, start_side=side)


def _at(change: FileChange, position: int) -> tuple[int | None, str]:
    """Find the line at a position: how far below the file's first hunk header it stands."""
    for hunk in change.hunks:
        for place, (mark, old, new, _) in enumerate(hunk.lines(), hunk.position + 1):
            if place == position:
                return (old, "LEFT") if mark == "-" else (new or None, "RIGHT")
    return None, "RIGHT"


def _above(hunk: Hunk, place: int) -> str:
    return "\n".join(hunk.text.split("\n")[: place + 1])


def settle(repository: Repository, pull: Pull, thread: Thread) -> None:
    """Bring a thread to where its lines are in the diff of today; it is outdated if they are gone or changed."""
    spot, folder = thread.spot, repository.folder
    base = merge_base(folder, pull.base_sha, pull.head_sha) or pull.base_sha
    change = next((one for one in changes(folder, base, pull.head_sha) if one.path == spot.path), None)
    if spot.line is None:
        thread.is_outdated = change is None
        return
    line = _moved(repository, spot, spot.side, spot.line, (base, pull.head_sha))
    start = _moved(repository, spot, spot.start_side or spot.side, spot.start_line or spot.line, (base, pull.head_sha))
    hunk = change.hunk(spot.side, line) if change is not None and line is not None else None
    if hunk is None or line is None or start is None or not _is_whole(repository, spot, pull):
        thread.line = thread.start_line = thread.position = None
        thread.is_outdated = True
        return
    thread.line, thread.start_line = line, start if spot.start_line is not None else None
    thread.position = hunk.position + hunk.place(spot.side, line)
    thread.is_outdated = False


def _is_whole(repository: Repository, spot: Spot, pull: Pull) -> bool:
    """Tell whether no line between the first and the last was changed or added."""
    if spot.side != "RIGHT" or spot.start_side != "RIGHT" or spot.start_line is None or spot.line is None:
        return True
    hunks = moves(repository.folder, spot.commit, pull.head_sha).get(spot.path, ())
    first, last = spot.start_line, spot.line
    return not any(
        first <= hunk.old_start < last if hunk.old_count == 0 else _overlap(hunk, first, last) for hunk in hunks
    )


def _overlap(hunk: Hunk, first: int, last: int) -> bool:
    return hunk.old_start <= last and hunk.old_start + hunk.old_count > first


def _moved(repository: Repository, spot: Spot, side: str, line: int, today: tuple[str, str]) -> int | None:
    """Follow a line through the commits; None where it was changed or removed."""
    was, now = (spot.base, today[0]) if side == "LEFT" else (spot.commit, today[1])
    if was == now:
        return line
    shift = 0
    for hunk in moves(repository.folder, was, now).get(spot.path, ()):
        # Git numbers a pure insertion by the line before it.
        if hunk.old_count and hunk.old_start <= line < hunk.old_start + hunk.old_count:
            return None
        if hunk.old_start < line:
            shift += hunk.new_count - hunk.old_count
    return line + shift
