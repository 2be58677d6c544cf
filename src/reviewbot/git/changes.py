"""What changed between two commits or trees, as git's plumbing tells it."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from reviewbot.domain.diff import FileKind, FileStatus, RawFileDiff, Sha, UnreadFile
from reviewbot.git.repository import NO_FETCH, Repository, attempt, last_line, run

LARGEST_FILE = 1_000_000
"""Files of more bytes than this have no lines to review: git shows them as it shows binary ones."""

# Everything that a user's configuration could change is said here, and nothing of it is run.
_COMMAND = (
    "-c", "diff.suppressBlankEmpty=false", "-c", f"core.attributesFile={os.devnull}",
    "-c", f"core.bigFileThreshold={LARGEST_FILE}",
    "diff-tree", "-r", "-z", "--raw", "--full-index", "--no-color", "--no-relative", "-l1000",
    "--no-ext-diff", "--no-textconv", "--ignore-submodules=none", "--submodule=short",
    "--inter-hunk-context=0", "--diff-algorithm=default", "--indent-heuristic",
    "--src-prefix=a/", "--dst-prefix=b/",
)  # fmt: skip
_SECTION = re.compile(rb"^diff --git ", re.MULTILINE)
_FIELDS = re.compile(rb":([0-7]{6}) ([0-7]{6}) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])[0-9]*\0")
_STATUSES = {
    b"A": FileStatus.ADDED,
    b"D": FileStatus.REMOVED,
    b"R": FileStatus.RENAMED,
    b"C": FileStatus.COPIED,
}
_KINDS = {b"120000": FileKind.SYMLINK, b"160000": FileKind.SUBMODULE}


@dataclass(frozen=True, slots=True)
class Changes:
    """The files of a change, and those whose diff could not be had."""

    files: tuple[RawFileDiff, ...]
    unread: tuple[UnreadFile, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of git's raw list: modes, blobs and names as bytes."""

    base_mode: bytes
    head_mode: bytes
    base_blob: bytes
    head_blob: bytes
    letter: bytes
    base_name: bytes
    head_name: bytes


def changed_files(repository: Repository, base: Sha, head: Sha) -> Changes:
    """Compare two commits or trees; renames are found, copies count as added.

    Names and status come from git's raw list, never from the diff's text. Where git cannot make the whole
    diff, because a partial clone lacks contents, it is made file by file; those that fail are unread.
    """
    result = attempt(repository, *_COMMAND, "-U3", "-M", base, head)
    entries, sections = _divided(result.stdout)
    if result.returncode or len(sections) != sum(map(_section_count, entries)):
        return _one_by_one(repository, base, head)
    return Changes(tuple(_files(entries, sections)))


def moved_lines(repository: Repository, old: Sha, new: Sha, paths: Sequence[str]) -> tuple[RawFileDiff, ...]:
    """Compare two versions of the same side of a change, in some files alone and without a line around a hunk.

    A renamed file is a removed one and an added one. What git cannot compare is missing.
    """
    options = ("-U0", "--no-renames", old, new, "--", *paths)
    result = attempt(repository, *_COMMAND, *options) if paths else None
    if result is None or result.returncode:
        return ()
    entries, sections = _divided(result.stdout)
    # A name is also the folder of other names: a file may have become one.
    return tuple(file for file in _files(entries, sections) if file.path in paths)


def _one_by_one(repository: Repository, base: Sha, head: Sha) -> Changes:
    results = [_single(repository, base, head, entry) for entry in _listed(repository, base, head)]
    return Changes(
        tuple(result for result in results if isinstance(result, RawFileDiff)),
        tuple(result for result in results if isinstance(result, UnreadFile)),
    )


def _listed(repository: Repository, base: Sha, head: Sha) -> tuple[_Entry, ...]:
    result = attempt(repository, *_COMMAND, "-M", base, head)
    # Similarity needs contents; equal blobs are told by their names alone.
    output = run(repository, *_COMMAND, "-M100%", base, head) if result.returncode else result.stdout
    return _divided(output)[0]


def _single(repository: Repository, base: Sha, head: Sha, entry: _Entry) -> RawFileDiff | UnreadFile:
    names = [os.fsdecode(name) for name in dict.fromkeys((entry.base_name, entry.head_name))]
    result = attempt(repository, *_COMMAND, "-U3", "-M", base, head, "--", *names, environment=NO_FETCH)
    if result.returncode:
        return UnreadFile(_text(entry.head_name), f"git could not compare it: {last_line(result)}")
    entries, sections = _divided(result.stdout)
    # A name is also the folder of other names: a file may have become one.
    return next(file for file in _files(entries, sections) if file.path == _text(entry.head_name))


def _divided(output: bytes) -> tuple[tuple[_Entry, ...], tuple[bytes, ...]]:
    entries: list[_Entry] = []
    position = 0
    while match := _FIELDS.match(output, position):
        base_mode, head_mode, base_blob, head_blob, letter = match.groups()
        base_name, position = _name(output, match.end())
        head_name, position = _name(output, position) if letter in (b"R", b"C") else (base_name, position)
        entries.append(_Entry(base_mode, head_mode, base_blob, head_blob, letter, base_name, head_name))
    # Names are quoted in headers and every line of a hunk has a sign: no other line can start like this one.
    patch = output[position + 1 :]
    starts = [match.start() for match in _SECTION.finditer(patch)]
    return tuple(entries), tuple(patch[start:end] for start, end in pairwise([*starts, len(patch)]))


def _name(output: bytes, start: int) -> tuple[bytes, int]:
    end = output.index(b"\0", start)
    return output[start:end], end + 1


def _section_count(entry: _Entry) -> int:
    # A change between file, link and submodule is written as a removal and an addition.
    return 2 if entry.letter == b"T" else 1


def _files(entries: Iterable[_Entry], sections: Iterable[bytes]) -> Iterator[RawFileDiff]:
    rest = iter(sections)
    for entry in entries:
        *_, section = islice(rest, _section_count(entry))
        yield _file(entry, section)


def _file(entry: _Entry, section: bytes) -> RawFileDiff:
    kind = _KINDS.get(entry.base_mode if entry.letter == b"D" else entry.head_mode, FileKind.FILE)
    status = _STATUSES.get(entry.letter, FileStatus.MODIFIED)
    if entry.letter == b"T":
        # What was a link is new as a file; what becomes a link is not removed: its text may stand elsewhere.
        status = FileStatus.ADDED if kind is FileKind.FILE else FileStatus.MODIFIED
        section = section if kind is FileKind.FILE else b""
    path = _text(entry.head_name)
    moved = entry.letter in (b"R", b"C")
    return RawFileDiff(
        path=path,
        base_path=_text(entry.base_name) if moved else path,
        status=status,
        kind=kind,
        base_blob=_blob(entry.base_mode, entry.base_blob),
        head_blob=_blob(entry.head_mode, entry.head_blob),
        section=section,
    )


def _blob(mode: bytes, blob: bytes) -> Sha | None:
    return Sha(blob.decode()) if mode.startswith(b"100") else None


def _text(name: bytes) -> str:
    return name.decode("utf-8", "backslashreplace")
