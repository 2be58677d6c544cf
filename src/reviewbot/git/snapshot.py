"""The files of one commit or tree, read from git objects and never from the file system."""

import re
from dataclasses import dataclass

from reviewbot.domain.diff import Sha
from reviewbot.git.objects import contents
from reviewbot.git.repository import Repository, run

_MOST_BYTES = 20_000_000
_LONGEST = 4_096
"""Characters of a path; git's index holds none above 4,095 bytes."""

_IMPOSSIBLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version of the whole repository; `sha` is a commit or a tree."""

    repository: Repository
    sha: Sha

    def read(self, path: str) -> bytes | None:
        """Give a file's contents.

        None for what is missing, a folder, a link, a submodule, larger than 20 MB, or not to be fetched.
        """
        blobs = [blob for name, blob in self._files(path) if name == path]
        read = next(iter(contents(self.repository, blobs, _MOST_BYTES).values()), None)
        return read if isinstance(read, bytes) else None

    def paths(self, folder: str = "") -> tuple[str, ...]:
        """List the files below a folder, links and submodules left out; all files for an empty name."""
        return tuple(name for name, _ in self._files(folder.rstrip("/"), "-r"))

    def _files(self, path: str, *options: str) -> list[tuple[str, Sha]]:
        if path and not _is_possible(path):
            return []
        paths = ("--", path) if path else ()
        output = run(self.repository, "ls-tree", "-z", "--full-tree", *options, self.sha, *paths)
        return [_entry(record) for record in output.split(b"\0") if record.startswith(b"100")]


def _entry(record: bytes) -> tuple[str, Sha]:
    fields, _, name = record.partition(b"\t")
    return name.decode("utf-8", "backslashreplace"), Sha(fields.split(b" ")[2].decode())


def _is_possible(path: str) -> bool:
    # No tree holds such a name, and git refuses to look for some of them.
    if len(path) > _LONGEST or any(name in ("", ".", "..") for name in path.split("/")):
        return False
    return not _IMPOSSIBLE.search(path)
