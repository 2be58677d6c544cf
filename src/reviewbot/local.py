"""From a local repository, or a diff alone, to what a review reads."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Lock

from reviewbot.diff.fragment import agrees, fragment
from reviewbot.diff.parse import parsed_all
from reviewbot.diff.read import read
from reviewbot.diff.revert import reverted
from reviewbot.diff.source import source_of
from reviewbot.domain.diff import Diff, FileDiff, FileStatus, Sha, Side, UnreadFile
from reviewbot.domain.report import Change
from reviewbot.domain.source import Source, Versions
from reviewbot.git.changes import LARGEST_FILE, changed_files
from reviewbot.git.objects import Unread, contents
from reviewbot.git.repository import Repository
from reviewbot.git.revisions import default_base, merge_base, resolve
from reviewbot.git.snapshot import Snapshot
from reviewbot.git.worktree import working_tree
from reviewbot.review import Reviewable
from reviewbot.syntax.languages import grammar_of

_READ_AT_ONCE = 50
_NOWHERE = Sha("")


@dataclass(frozen=True, slots=True)
class Range:
    """What to compare: the working tree where `head` is None, the default branch where `base` is."""

    base: str | None
    head: str | None


class Blobs:
    """Reads both versions of changed files from git objects, some files ahead, in the order of the diff.

    May be asked from several threads: they wait for each other.
    """

    def __init__(self, repository: Repository, files: Sequence[FileDiff]) -> None:
        self._repository = repository
        self._files = files
        self._read: Mapping[Sha, bytes | Unread] = {}
        self._lock = Lock()

    def versions(self, file: FileDiff) -> Versions | UnreadFile:
        """Give the file before and after the change, or why it cannot be read."""
        with self._lock:
            return self._versions(file)

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


@contextmanager
def local_change(repository: Repository, span: Range) -> Iterator[Reviewable]:
    """Compare two versions of a repository from where they parted; the working tree is readable until the end.

    Raises RevisionError for what is not there, GitError where git fails.
    """
    base = resolve(repository, span.base) if span.base else default_base(repository).sha
    name = _name(repository)
    if span.head is not None:
        head = resolve(repository, span.head)
        yield compared(repository, Change(name, None, base, merge_base(repository, base, head), head))
        return
    parted = merge_base(repository, base, resolve(repository, "HEAD"))
    with working_tree(repository) as tree:
        yield compared(tree.repository, Change(name, None, base, parted, tree.tree), tree.unread)


def diff_alone(data: bytes, name: str) -> Reviewable:
    """Read a unified diff; raises DiffError, with the line, for what is none."""
    return Reviewable(Change("", None, _NOWHERE, _NOWHERE, _NOWHERE), parsed_all(read(data, name)), Hunks(), True)


def diff_with_head(data: bytes, name: str, repository: Repository, head: str) -> Reviewable:
    """Read a unified diff whose head is in a repository, so that whole files can be looked at."""
    sha = resolve(repository, head)
    change = Change(_name(repository), None, _NOWHERE, _NOWHERE, sha)
    return Reviewable(change, parsed_all(read(data, name)), Against(Snapshot(repository, sha)))


def compared(repository: Repository, change: Change, unread: tuple[UnreadFile, ...] = ()) -> Reviewable:
    """Read what lies between a change's merge base and its head, both of them in a repository."""
    changes = changed_files(repository, change.merge_base_sha, change.head_sha)
    diff = parsed_all(changes.files)
    diff = Diff(diff.files, (*diff.unread, *changes.unread, *unread))
    return Reviewable(change, diff, Blobs(repository, diff.files))


def _name(repository: Repository) -> str:
    return (repository.root or repository.git_dir).name


def _blobs(file: FileDiff) -> tuple[Sha, ...]:
    return tuple(blob for blob in (file.base_blob, file.head_blob) if blob)


def _fragment(file: FileDiff, side: Side) -> Source:
    return Source(file.path, fragment(file, side), grammar_of(file.path), is_fragment=True)
