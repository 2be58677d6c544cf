"""The files of one commit or tree, read from git objects and never from the file system."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewbot.domain.diff import FileKind, Sha
from reviewbot.git.objects import contents, held, sizes
from reviewbot.git.repository import Repository, run

_MOST_BYTES = 20_000_000
_AT_ONCE = 200
"""Paths of one command: a command line has an end, and a path may be long."""

_LONGEST = 4_096
"""Characters of a path; git's index holds none above 4,095 bytes."""

# One expression over all of git's answer: it may list a hundred thousand files. A link's name may look like a record.
_FILE = re.compile(r"(?<![^\0])100[0-7]{3} blob ([0-9a-f]+)\t([^\0]+)")
_ENTRY = re.compile(r"(?<![^\0])([0-7]{6}) (?:blob|commit) ([0-9a-f]+)\t([^\0]+)")
_KINDS = {"120000": FileKind.SYMLINK, "160000": FileKind.SUBMODULE}
_IMPOSSIBLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One path of a snapshot; `size` is in bytes, None where its contents are not in this clone."""

    path: str
    kind: FileKind
    blob: Sha
    size: int | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version of the whole repository; `sha` is a commit or a tree.

    A file of more than `largest` bytes is not read.
    """

    repository: Repository
    sha: Sha
    largest: int = _MOST_BYTES

    def read(self, path: str) -> bytes | None:
        """Give a file's contents.

        None for what is missing, a folder, a link, a submodule, too large, or not to be fetched.
        """
        return self.read_all([path]).get(path)

    def read_all(self, paths: Collection[str]) -> Mapping[str, bytes]:
        """Give the contents of several files, leaving out those that `read` gives nothing for."""
        blobs = {name: blob for name, blob in self._files(paths) if name in paths}
        read = contents(self.repository, blobs.values(), self.largest)
        return {name: data for name, blob in blobs.items() if isinstance(data := read[blob], bytes)}

    def paths(self, folder: str = "") -> tuple[str, ...]:
        """List the files below a folder, links and submodules left out; all files for an empty name."""
        return tuple(path for path, _ in self._below(folder))

    def entries(self) -> tuple[Entry, ...]:
        """List everything that is no folder, links and submodules too, sorted by path."""
        output = run(self.repository, "ls-tree", "-z", "--full-tree", "-r", self.sha)
        found = [
            (name, _KINDS.get(mode, FileKind.FILE), Sha(blob))
            for mode, blob, name in _ENTRY.findall(output.decode("utf-8", "backslashreplace"))
        ]
        known = sizes(self.repository, (blob for _, kind, blob in found if kind is FileKind.FILE))
        return tuple(sorted((Entry(*one, known.get(one[2])) for one in found), key=lambda one: one.path))

    def held(self, folder: str = "") -> tuple[str, ...]:
        """List those files below a folder whose contents this clone holds."""
        files = self._below(folder)
        there = held(self.repository, (blob for _, blob in files))
        return tuple(path for path, blob in files if blob in there)

    def _below(self, folder: str) -> list[tuple[str, Sha]]:
        name = folder.rstrip("/")
        return list(self._files([name], "-r")) if name else self._listed(["-r"])

    def _files(self, paths: Collection[str], *options: str) -> Iterator[tuple[str, Sha]]:
        possible = [path for path in paths if _is_possible(path)]
        for start in range(0, len(possible), _AT_ONCE):
            yield from self._listed(options, possible[start : start + _AT_ONCE])

    def _listed(self, options: Sequence[str], paths: Sequence[str] = ()) -> list[tuple[str, Sha]]:
        named = ("--", *paths) if paths else ()
        output = run(self.repository, "ls-tree", "-z", "--full-tree", *options, self.sha, *named)
        return [(name, Sha(blob)) for blob, name in _FILE.findall(output.decode("utf-8", "backslashreplace"))]


def _is_possible(path: str) -> bool:
    # No tree holds such a name, and git refuses to look for some of them.
    if not path or len(path) > _LONGEST or any(name in ("", ".", "..") for name in path.split("/")):
        return False
    return not _IMPOSSIBLE.search(path)
