"""The working tree as a tree object, made beside the repository, which stays as it is."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from reviewbot.domain.diff import Sha, UnreadFile
from reviewbot.errors import RevisionError
from reviewbot.git.repository import Repository, attempt, last_line, line, run

_NOT_SPARSE = ("-c", "core.sparseCheckout=false")
_ADD = (
    *_NOT_SPARSE,
    "-c", "core.looseCompression=0",
    "-c", "core.fsync=none",
    "-c", "core.safecrlf=false",
    "-c", "advice.addEmbeddedRepo=false",
    "add", "--all",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorkingTree:
    """What stands on disk: a tree, the repository through which alone it can be read, and files left out."""

    repository: Repository
    tree: Sha
    unread: tuple[UnreadFile, ...]


@contextmanager
def working_tree(repository: Repository) -> Iterator[WorkingTree]:
    """Give the working tree as a tree, untracked unignored files included; it is gone at the end.

    Index and objects are written to a temporary folder. Raises RevisionError for a bare repository.
    """
    if repository.root is None:
        raise RevisionError("A bare repository has no working tree.", "Name the version to review with `--head`.")
    with tempfile.TemporaryDirectory(prefix="reviewbot-", ignore_cleanup_errors=True) as folder:
        reading = _with_objects(repository, Path(folder, "objects"))
        aside = _with_index(reading, repository.root, Path(folder, "index"))
        unread = _added(aside)
        yield WorkingTree(reading, Sha(line(run(aside, "write-tree"))), unread)


def _with_objects(repository: Repository, objects: Path) -> Repository:
    objects.mkdir()
    variables = (
        ("GIT_OBJECT_DIRECTORY", str(objects)),
        ("GIT_ALTERNATE_OBJECT_DIRECTORIES", _quoted(_objects(repository))),
    )
    return replace(repository, environment=(*repository.environment, *variables))


def _with_index(repository: Repository, root: Path, index: Path) -> Repository:
    own = repository.git_dir / "index"
    if own.exists():
        # The time stamp goes along: git takes a file for unchanged only if it is older than the index.
        shutil.copy2(own, index)
    variables = (("GIT_WORK_TREE", str(root)), ("GIT_INDEX_FILE", str(index)), ("GIT_ATTR_NOSYSTEM", "0"))
    return replace(repository, environment=(*repository.environment, *variables))


def _objects(repository: Repository) -> Path:
    # A linked worktree has an index of its own and shares the objects with the others.
    return repository.git_dir / line(run(repository, "rev-parse", "--git-path", "objects"))


def _quoted(path: Path) -> str:
    # The variable is a list: a path that holds its separator is quoted as C does it.
    name = str(path.resolve())
    if os.pathsep not in name and not name.startswith('"'):
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _added(aside: Repository) -> tuple[UnreadFile, ...]:
    if not attempt(aside, *_ADD, "--ignore-errors").returncode:
        return ()
    changed = run(aside, *_NOT_SPARSE, "diff-files", "-z", "--name-only")
    new = run(aside, *_NOT_SPARSE, "ls-files", "-z", "--others", "--exclude-standard")
    names = dict.fromkeys(name for name in (changed + new).split(b"\0") if name)
    unread = tuple(_failing(aside, tuple(names)))
    _keep_unmerged(aside)
    return unread


def _failing(aside: Repository, names: tuple[bytes, ...]) -> Iterator[UnreadFile]:
    # Some errors, such as a failing filter, end git at once, whatever it was told: halving finds their files.
    result = attempt(aside, *_ADD, "--pathspec-from-file=-", "--pathspec-file-nul", stdin=b"\0".join(names))
    if not result.returncode:
        return
    if len(names) > 1:
        middle = len(names) // 2
        yield from _failing(aside, names[:middle])
        yield from _failing(aside, names[middle:])
    else:
        path = names[0].decode("utf-8", "backslashreplace")
        yield UnreadFile(path, f"git could not read it: {last_line(result)}")


def _keep_unmerged(aside: Repository) -> None:
    # A tree cannot be written while a path is unmerged: one that could not be read keeps our side.
    records = run(aside, "ls-files", "-z", "--unmerged").split(b"\0")
    stages = [record for record in records if record]
    ours = sorted(stages, key=lambda record: b" 2\t" in record)
    chosen = b"".join(_unstaged(record) + b"\0" for record in ours)
    run(aside, "update-index", "-z", "--index-info", stdin=chosen)


def _unstaged(record: bytes) -> bytes:
    fields, _, name = record.partition(b"\t")
    mode, blob, _ = fields.split(b" ")
    return mode + b" " + blob + b" 0\t" + name
