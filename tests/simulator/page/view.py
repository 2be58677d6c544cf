"""What the page of a pull request shows, gathered from the records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from simulator.changes import FileChange, Hunk, changes
from simulator.git import between, merge_base
from simulator.graph.code import latest
from simulator.state import CheckRun, Comment, Pull, Repository, Review, Thread


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a hunk, with the threads below it; `old` and `new` are 0 where it has no such line."""

    mark: str
    old: int
    new: int
    text: str
    threads: tuple[Thread, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A hunk: its header and its lines."""

    header: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A changed file, with the threads on it as a whole."""

    change: FileChange
    threads: tuple[Thread, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in the conversation: a comment, or a review with the threads that it began."""

    at: datetime
    comment: Comment | None = None
    review: Review | None = None
    threads: tuple[Thread, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """All that the page shows."""

    repository: Repository
    pull: Pull
    commits: int
    files: tuple[File, ...]
    entries: tuple[Entry, ...]
    checks: tuple[CheckRun, ...]


def view(repository: Repository, pull: Pull) -> View:
    """Gather a pull request with its conversation, checks and files."""
    base = merge_base(repository.folder, pull.base_sha, pull.head_sha) or pull.base_sha
    files = tuple(_file(pull, change) for change in changes(repository.folder, base, pull.head_sha))
    entries = tuple(sorted(_entries(pull), key=lambda entry: entry.at))
    commits = len(between(repository.folder, pull.base_sha, pull.head_sha))
    return View(repository, pull, commits, files, entries, tuple(latest(repository, pull.head_sha)))


def _entries(pull: Pull) -> Iterator[Entry]:
    yield from (Entry(comment.created_at, comment=comment) for comment in pull.comments)
    for review in pull.reviews:
        threads = tuple(thread for thread in pull.threads if thread.review is review)
        # An answer in a thread is a review without anything of its own.
        if (threads or review.body) and review.state != "PENDING":
            yield Entry(review.submitted_at, review=review, threads=threads)


def _file(pull: Pull, change: FileChange) -> File:
    threads = [thread for thread in pull.threads if thread.path == change.path and not thread.is_outdated]
    whole = tuple(thread for thread in threads if thread.line is None)
    return File(change, whole, tuple(_part(hunk, threads) for hunk in change.hunks))


def _part(hunk: Hunk, threads: list[Thread]) -> Part:
    rows = (
        Row(mark, old, new, text, tuple(thread for thread in threads if _stands(thread, old, new)))
        for mark, old, new, text in hunk.lines()
    )
    return Part(hunk.text.partition("\n")[0], tuple(rows))


def _stands(thread: Thread, old: int, new: int) -> bool:
    line = old if thread.spot.side == "LEFT" else new
    return line > 0 and thread.line == line
