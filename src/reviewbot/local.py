"""From a local repository, or a diff alone, to what a review reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from reviewbot.contents import Against, Blobs, Hunks
from reviewbot.diff.parse import parsed_all
from reviewbot.diff.read import read
from reviewbot.domain.diff import Diff, Sha, UnreadFile
from reviewbot.domain.report import Change
from reviewbot.git.changes import changed_files
from reviewbot.git.repository import Repository
from reviewbot.git.revisions import committed_on, default_base, merge_base, resolve
from reviewbot.git.snapshot import Snapshot
from reviewbot.git.worktree import working_tree
from reviewbot.review import Reviewable

_NOWHERE = Sha("")


@dataclass(frozen=True, slots=True)
class Range:
    """What to compare: the working tree where `head` is None, the default branch where `base` is."""

    base: str | None
    head: str | None


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
    last = resolve(repository, "HEAD")
    with working_tree(repository) as tree:
        change = Change(name, None, base, merge_base(repository, base, last), tree.tree)
        yield compared(tree.repository, change, last, tree.unread)


def diff_alone(data: bytes, name: str) -> Reviewable:
    """Read a unified diff; raises DiffError, with the line, for what is none."""
    return Reviewable(Change("", None, _NOWHERE, _NOWHERE, _NOWHERE), parsed_all(read(data, name)), Hunks(), True)


def diff_with_head(data: bytes, name: str, repository: Repository, head: str) -> Reviewable:
    """Read a unified diff whose head is in a repository, so that whole files can be looked at."""
    sha = resolve(repository, head)
    change = Change(_name(repository), None, _NOWHERE, _NOWHERE, sha)
    diff, day = parsed_all(read(data, name)), committed_on(repository, sha)
    return Reviewable(change, diff, Against(Snapshot(repository, sha)), day=day)


def compared(
    repository: Repository, change: Change, last: Sha | None = None, unread: tuple[UnreadFile, ...] = ()
) -> Reviewable:
    """Read what lies between a change's merge base and its head, both of them in a repository.

    `last` is the commit that a head follows which is none itself.
    """
    changes = changed_files(repository, change.merge_base_sha, change.head_sha)
    diff = parsed_all(changes.files)
    diff = Diff(diff.files, (*diff.unread, *changes.unread, *unread))
    day = committed_on(repository, last or change.head_sha)
    return Reviewable(change, diff, Blobs(repository, diff.files, change), day=day)


def _name(repository: Repository) -> str:
    return (repository.root or repository.git_dir).name
