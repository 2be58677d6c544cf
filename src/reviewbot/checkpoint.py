"""From what complete runs covered to the review that this one goes on from: the newest that is still good, fetched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reviewbot.classes import ClassOf, class_of
from reviewbot.config.keys import Config
from reviewbot.diff.parse import parsed_all
from reviewbot.diff.select import excluded, written_by_a_program
from reviewbot.diff.unseen import Before, unseen
from reviewbot.domain.diff import FileDiff, Sha, Side, UnreadFile
from reviewbot.domain.marker import RunMarker, kept
from reviewbot.domain.report import Change, Checkpoint, Digests
from reviewbot.earlier import Earlier
from reviewbot.errors import GitError, PullError
from reviewbot.git.changes import moved_lines
from reviewbot.git.fetch import fetch
from reviewbot.git.repository import Repository
from reviewbot.local import compared
from reviewbot.review import Reviewable

_MOST_FILES, _MOST_CHARACTERS = 500, 20_000
"""Paths of one command, which has an end: what comes behind them is read anew."""

_CHANGED = (
    "All of the change was read again: no complete review that could be gone on from went by the same configuration, "
    "checklist, agent and version."
)
_GONE = "All of the change was read again: the commits of the last complete review cannot be fetched any more."


@dataclass(frozen=True, slots=True)
class Anew:
    """Nothing that was reviewed before counts; `note` says why where a reader would wonder."""

    note: str = ""


def newest(checkpoints: Sequence[RunMarker], tool: str, digests: Digests) -> Checkpoint | Anew:
    """Give what the newest run covered that went by the same version, configuration, checklist and prompts."""
    ours = tuple(map(kept, (digests.config, digests.checklist, digests.prompts)))
    for one in reversed(checkpoints):
        theirs = one.checkpoint.digests
        if (one.tool, theirs.config, theirs.checklist, theirs.prompts) == (tool, *ours):
            return one.checkpoint
    return Anew(_CHANGED if checkpoints else "")


def gone_on(now: Reviewable, repository: Repository, checkpoint: Checkpoint, config: Config) -> Earlier | Anew:
    """Fetch what a checkpoint covered, and tell which lines of the change of today it did not."""
    change = now.change
    here = {change.base_sha, change.merge_base_sha, change.head_sha}
    wanted = {"seen-merge-base": checkpoint.merge_base_sha, "seen-head": checkpoint.head_sha}
    missing = {name: sha for name, sha in wanted.items() if sha not in here}
    seen = Change(change.repository, change.pull, change.base_sha, checkpoint.merge_base_sha, checkpoint.head_sha)
    try:
        if missing:
            fetch(repository, missing)
        then = compared(repository, seen)
    except (PullError, GitError):
        return Anew(_GONE)
    known = _Known(config, then, _moves(repository, now, then), _classes(now, config), _classes(then, config))
    was = {file.path: file for file in then.diff.files}
    lines = {file.path: unseen(file, _before(file, was.get(file.path), known)) for file in now.diff.files}
    return Earlier(checkpoint, then.diff, then.contents, lines, then.day)


@dataclass(frozen=True, slots=True)
class _Moves:
    """How the files of either side have changed since, by their names there."""

    head: Mapping[str, FileDiff]
    base: Mapping[str, FileDiff]


@dataclass(frozen=True, slots=True)
class _Known:
    """What tells whether a file was covered: the change of then, what has moved since, what files are there for."""

    config: Config
    then: Reviewable
    moves: _Moves
    class_now: ClassOf
    class_then: ClassOf


def _classes(work: Reviewable, config: Config) -> ClassOf:
    return class_of([one.path for one in work.diff.files], work.contents.files(Side.LEFT), config)


def _before(file: FileDiff, was: FileDiff | None, known: _Known) -> Before | None:
    """Give a file as it was reviewed; None where it was not, was under another name, or cannot be compared."""
    if was is None or was.base_path != file.base_path or not _stands_as_before(was, file, known):
        return None
    head, base = known.moves.head.get(file.path), known.moves.base.get(file.base_path)
    is_known = (_is_known(was.head_blob, file.head_blob, head), _is_known(was.base_blob, file.base_blob, base))
    return Before(was, head, base) if all(is_known) else None


def _is_known(then: Sha | None, now: Sha | None, move: FileDiff | None) -> bool:
    """Tell whether two versions can be paired line by line; a move without hunks is that of a file without lines."""
    return then == now or (move is not None and bool(move.hunks))


def _stands_as_before(was: FileDiff, file: FileDiff, known: _Known) -> bool:
    """Tell whether a file is reviewed, or left out by design, for the same reasons as then.

    What was left out then, as a test or as generated code, say, was covered by nobody.
    """
    paths = known.config.paths
    kind, was_kind = known.class_now(file.path), known.class_then(was.path)
    reason = excluded(file, kind, paths.include, paths.exclude)
    was_reason = excluded(was, was_kind, paths.include, paths.exclude)
    if (kind, reason) != (was_kind, was_reason):
        return False
    return was.head_blob == file.head_blob or not _was_generated(was, known.then)


def _was_generated(was: FileDiff, then: Reviewable) -> bool:
    """Tell whether a file's text was left out, as what cannot be read any more may have been."""
    versions = then.contents.versions(was)
    head = None if isinstance(versions, UnreadFile) else versions.head
    return head is None or written_by_a_program(was.path, head.text) is not None


def _moves(repository: Repository, now: Reviewable, then: Reviewable) -> _Moves:
    """Compare the versions of files that are in both changes and differ, side by side."""
    was = {file.path: file for file in then.diff.files}
    both = [(file, was[file.path]) for file in now.diff.files if file.path in was]
    heads = [file.path for file, other in both if file.head_blob != other.head_blob]
    bases = [file.base_path for file, other in both if file.base_blob != other.base_blob]
    old, new = then.change, now.change
    return _Moves(
        _compared(repository, old.head_sha, new.head_sha, heads),
        _compared(repository, old.merge_base_sha, new.merge_base_sha, bases),
    )


def _compared(repository: Repository, old: Sha, new: Sha, paths: Sequence[str]) -> Mapping[str, FileDiff]:
    few: list[str] = []
    room = _MOST_CHARACTERS
    for path in paths[:_MOST_FILES]:
        room -= len(path) + 1
        if room > 0:
            few.append(path)
    return {file.path: file for file in parsed_all(moved_lines(repository, old, new, few)).files}
