"""Where the two versions of changed files are read: git objects, a diff alone, or a diff with its head."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from threading import Lock

from reviewbot.detectors.revisions import Files, Given
from reviewbot.diff.fragment import agrees, fragment
from reviewbot.diff.revert import reverted
from reviewbot.diff.source import source_of
from reviewbot.domain.diff import FileDiff, FileStatus, Sha, Side, UnreadFile
from reviewbot.domain.passage import Passages, Query, Unsearched
from reviewbot.domain.report import Change
from reviewbot.domain.source import Source, Versions
from reviewbot.git.changes import LARGEST_FILE
from reviewbot.git.objects import Unread, contents
from reviewbot.git.repository import Repository, offline
from reviewbot.git.search import search
from reviewbot.git.snapshot import Snapshot
from reviewbot.syntax.languages import grammar_of

_READ_AT_ONCE = 50


class SnapshotFiles:
    """The files of a snapshot as text; its paths are listed once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def read(self, path: str) -> Source | None:
        """Give a file, None where there is none."""
        data = self._snapshot.read(path)
        return None if data is None else source_of(path, data)

    def read_all(self, paths: Collection[str]) -> tuple[Source, ...]:
        """Give several files through one git process."""
        read = self._snapshot.read_all(paths)
        return tuple(source_of(path, read[path]) for path in sorted(read))

    def paths(self) -> tuple[str, ...]:
        """List all paths, sorted."""
        return self._paths

    def search(self, query: Query) -> Passages | Unsearched:
        """Find lines; nothing is fetched for it."""
        return search(self._snapshot, query)

    def offline(self) -> "SnapshotFiles":
        """Give the same files, of which only those are read that this clone holds and that a change may contain."""
        here = offline(self._snapshot.repository)
        return SnapshotFiles(replace(self._snapshot, repository=here, largest=LARGEST_FILE))

    @cached_property
    def _paths(self) -> tuple[str, ...]:
        return tuple(sorted(self._snapshot.paths()))


class Blobs:
    """Reads both versions of changed files from git objects, some files ahead, in the order of the diff.

    May be asked from several threads: they wait for each other.
    """

    def __init__(self, repository: Repository, files: Sequence[FileDiff], change: Change) -> None:
        self._repository = repository
        self._files = files
        self._change = change
        self._read: Mapping[Sha, bytes | Unread] = {}
        self._lock = Lock()

    def versions(self, file: FileDiff) -> Versions | UnreadFile:
        """Give the file before and after the change, or why it cannot be read."""
        with self._lock:
            return self._versions(file)

    def files(self, side: Side, /) -> Files:
        """Give all files of the merge base or of the head."""
        sha = self._change.merge_base_sha if side is Side.LEFT else self._change.head_sha
        return SnapshotFiles(Snapshot(self._repository, sha))

    def _versions(self, file: FileDiff) -> Versions | UnreadFile:
        wanted = _blobs(file)
        if any(blob not in self._read for blob in wanted):
            start = self._files.index(file)
            ahead = (blob for one in self._files[start : start + _READ_AT_ONCE] for blob in _blobs(one))
            self._read = contents(self._repository, ahead, LARGEST_FILE)
        unread = next((one for blob in wanted if isinstance(one := self._read[blob], Unread)), None)
        if unread is not None:
            return UnreadFile(file.path, unread.reason, unread.is_too_large)
        return Versions(self._source(file, file.base_blob), self._source(file, file.head_blob))

    def _source(self, file: FileDiff, blob: Sha | None) -> Source | None:
        data = self._read[blob] if blob else None
        # Both go by the head's name, as they do on GitHub: a renamed file is asked the same items before and after.
        return source_of(file.path, data) if isinstance(data, bytes) else None


class Hunks:
    """Puts both versions of a file together from the hunks of a diff alone."""

    def versions(self, file: FileDiff) -> Versions:
        """Give fragments of the file before and after the change."""
        base = None if file.status is FileStatus.ADDED else _fragment(file, Side.LEFT)
        return Versions(base, None if file.status is FileStatus.REMOVED else _fragment(file, Side.RIGHT))

    def files(self, _side: Side, /) -> Files:
        """Give none."""
        return Given()


class Against:
    """Reads the head's files for a diff that was given with them, and takes the diff back for the base's."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def versions(self, file: FileDiff) -> Versions | UnreadFile:
        """Give the file before and after the change; a head that the diff does not fit is not reviewed."""
        if file.status is FileStatus.REMOVED:
            return Versions(_fragment(file, Side.LEFT), None)
        data = self._snapshot.read(file.path)
        if data is None:
            return UnreadFile(file.path, "the head has no such file")
        head = source_of(file.path, data)
        if not agrees(file, head.text):
            return UnreadFile(file.path, "the diff does not fit the head's version of it")
        is_new = file.status is FileStatus.ADDED
        return Versions(None if is_new else replace(head, text=reverted(file, head.text)), head)

    def files(self, side: Side, /) -> Files:
        """Give the head's; of the base only the diff is known."""
        return SnapshotFiles(self._snapshot) if side is Side.RIGHT else Given()


def _blobs(file: FileDiff) -> tuple[Sha, ...]:
    return tuple(blob for blob in (file.base_blob, file.head_blob) if blob)


def _fragment(file: FileDiff, side: Side) -> Source:
    return Source(file.path, fragment(file, side), grammar_of(file.path), is_fragment=True)
