"""Find where an earlier finding stands now: in its file, in the file that this became, or nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reviewbot.diff.vicinity import nearest, place_of, signed_lines, window
from reviewbot.domain.diff import Diff, FileDiff, FileStatus, LineKind, Side, UnreadFile
from reviewbot.domain.finding import Candidate
from reviewbot.domain.marker import is_marked
from reviewbot.domain.retold import Retold
from reviewbot.domain.shown import Thread
from reviewbot.domain.source import Source, Versions
from reviewbot.findings.standing import standing
from reviewbot.look import Contents

_MOST_MOVED = 20
_EXCERPT = 12
_NEW = frozenset({FileStatus.ADDED, FileStatus.RENAMED, FileStatus.COPIED})
_UNREAD = "its file cannot be read"
_NOT_KNOWN = "only a diff is known, which does not have its file"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the finding of a thread stands now.

    `path` is that of its file in the head, `file` what the change does to it, None where it does nothing any more.
    `head` is None where there is no such file; then `unread` says why it could not be read, and is empty where it is
    gone. `stands` is the finding on its lines where they are unchanged.
    """

    path: str
    file: FileDiff | None = None
    head: Source | None = None
    unread: str = ""
    stands: Candidate | None = None


def whereabouts(thread: Thread, diff: Diff, contents: Contents) -> Whereabouts:
    """Find the file of a thread, and its finding there by its fingerprint."""
    file = _file(thread.path, diff.files)
    found = _changed(file, contents) if file else _unchanged(thread.path, contents)
    if isinstance(found, str):
        return Whereabouts(file.path if file else thread.path, file, unread=found)
    if found.head is None:
        return _moved(thread, diff, contents) or Whereabouts(thread.path, file)
    return Whereabouts(file.path if file else thread.path, file, found.head, stands=_stands(thread, file, found))


def retold(thread: Thread, where: Whereabouts) -> Retold:
    """Tell a finding by our comment on it, with the code around its place."""
    mark, _, words = thread.body.partition("\n")
    earlier = Retold(
        item=thread.marker.item,
        path=where.path,
        words=words if is_marked(mark) else thread.body,
        excerpt=signed_lines(thread.excerpt)[-_EXCERPT:],
    )
    if where.head is None:
        return earlier
    is_here = where.stands is not None and where.stands.anchor.side is Side.RIGHT
    line = where.stands.anchor.line if where.stands and is_here else place_of(thread.excerpt, where.head)
    change = nearest(where.file.hunks, line) if where.file else ()
    return replace(earlier, now=(window(where.head, where.file, line),), change=change)


def _file(path: str, files: Sequence[FileDiff]) -> FileDiff | None:
    here = next((one for one in files if one.path == path), None)
    return here or next((one for one in files if one.base_path == path and one.status is FileStatus.RENAMED), None)


def _changed(file: FileDiff, contents: Contents) -> Versions | str:
    versions = contents.versions(file)
    return f"its file was not read: {versions.reason}" if isinstance(versions, UnreadFile) else versions


def _unchanged(path: str, contents: Contents) -> Versions | str:
    """Read a file that the change does not touch any more: both versions of it are one."""
    files = contents.files(Side.RIGHT)
    source = files.read(path)
    if source is not None:
        return Versions(source, source)
    known = files.paths()
    if path in known:
        return _UNREAD
    return Versions(None, None) if known else _NOT_KNOWN


def _stands(thread: Thread, file: FileDiff | None, versions: Versions) -> Candidate | None:
    """Give a finding on its lines; one on removed lines stands only as long as they are removed."""
    marker, lines = thread.marker, signed_lines(thread.excerpt)
    is_removed = lines[-1:] != () and lines[-1][:1] == LineKind.REMOVED
    source = versions.base if is_removed else versions.head
    if source is None:
        return None
    shown = [line[1:] for line in lines]
    side = Side.LEFT if is_removed else Side.RIGHT
    # Its fingerprint was made with the name that the file had.
    one = standing(marker.item, marker.fingerprints, shown, replace(source, path=thread.path), side)
    if one is None or side is Side.RIGHT:
        return one
    span = range(one.anchor.start_line, one.anchor.line + 1)
    return one if file and not file.removed.isdisjoint(span) else None


def _moved(thread: Thread, diff: Diff, contents: Contents) -> Whereabouts | None:
    """Find the lines of a file that is gone in one that came with the change: what only moved is no repair."""
    suffix = thread.path.rpartition(".")[2]
    new = [one for one in diff.files if one.status in _NEW and one.path.endswith(suffix)]
    for file in new[:_MOST_MOVED]:
        versions = contents.versions(file)
        if isinstance(versions, UnreadFile) or versions.head is None:
            continue
        stands = _stands(thread, None, Versions(None, versions.head))
        if stands is not None:
            return Whereabouts(file.path, file, versions.head, stands=stands)
    return None
