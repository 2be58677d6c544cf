"""A change that attacks whoever checks it out, builds it, opens it, prints its names or follows its links."""

import hashlib
import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from support.command import Repository
from support.hostile_files import configuration, names, tools
from support.shop import BASE, INJECTION, NO_TIMEOUT

BRANCH = "a';touch${IFS}canary-of-a-branch;$(touch${IFS}canary-of-a-branch)"
TITLE = "`touch canary-of-a-title`; $(touch canary-of-a-title) '\"\n::set-output name=run::false"
FAULTY = "shop.py"
"""The file with the one real fault, in line 16."""

LINK = 0o120000
_FILE, _PROGRAM, _SUBMODULE, _FOLDER = 0o100644, 0o100755, 0o160000, 0o40000
_LINKS = {
    b"links/environ.py": b"/proc/self/environ",
    b"links/passwd.py": b"/etc/passwd",
    b"links/up.py": b"../../../../../../../../etc/passwd",
    b"links/above": b"../../..",
    b"links/loop.py": b"loop.py",
    b"links/new\nline.py": b"/etc/passwd",
    # Files that are opened by their names, by git or by us.
    b"links/.gitattributes": b"/etc/passwd",
    b".mailmap": b"/etc/passwd",
    b"requirements.txt": b"/proc/self/environ",
    b"openapi.yaml": b"/etc/passwd",
    b"AGENTS.md": b"/proc/self/environ",
    b".github/reviewbot/checklist/passwd.md": b"/etc/passwd",
    b".github/reviewbot/templates/environ.md.j2": b"/proc/self/environ",
}
_NOT_ON_DISK = (b".", b"..", b".git")

Entry = tuple[int, bytes]
"""A mode, and contents: what a link leads to, the commit of a submodule."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """A repository whose branch `BRANCH` attacks its `main`.

    Whatever is run leaves a file in `canaries`. `configuration` is git's on a machine where the drivers are set up that
    the change names. `files` are those of the change, by their paths.
    """

    source: Repository
    canaries: Path
    configuration: Path
    files: Mapping[bytes, Entry]

    @property
    def paths(self) -> set[str]:
        """Name every file of the change as a report does."""
        return {_text(path) for path in self.files}

    def sprung(self) -> list[str]:
        """List the canaries: those in their folder, and those left wherever something ran, if that was below ours."""
        strayed = self.canaries.parent.rglob("canary-of-*")
        return sorted(path.name for path in (*self.canaries.iterdir(), *strayed))


def hostile(folder: Path, address: str) -> Hostile:
    """Make the repository below a folder; whoever follows what the change refers to calls `address`."""
    source, canaries = Repository(folder / "source"), folder / "canaries"
    source.root.mkdir(parents=True)
    canaries.mkdir()
    (folder / "gitconfig").write_text(configuration(canaries), "utf-8")
    source.git("init", "--quiet", "--initial-branch=main")
    base = source.commit({FAULTY: BASE, "README.md": "The shop.\n"}, "Begin")
    files = _files(canaries, address)
    # Written as objects: git's own commands refuse some of the names.
    tree = _tree(source, {b"README.md": (_FILE, b"The shop.\n")} | files)
    source.git("update-ref", f"refs/heads/{BRANCH}", source.git("commit-tree", "-p", base, "-m", TITLE, tree))
    return Hostile(source, canaries, folder / "gitconfig", files)


def lay_out(made: Hostile) -> set[str]:
    """Write the change into the working tree, and name what it can hold."""
    return {_text(path) for path, entry in made.files.items() if _is_written(made.source.root, path, entry)}


def _is_written(root: Path, path: bytes, entry: Entry) -> bool:
    mode, data = entry
    if mode == _SUBMODULE or any(part.lower() in _NOT_ON_DISK for part in path.split(b"/")):
        return False
    place = root / os.fsdecode(path)
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        if mode == LINK:
            place.symlink_to(os.fsdecode(data))
        else:
            place.write_bytes(data)
            place.chmod(mode & 0o777)
    return os.path.lexists(place)


def _files(canaries: Path, address: str) -> dict[bytes, Entry]:
    texts = {path.encode(): (_PROGRAM, text.encode()) for path, text in tools(canaries, address).items()}
    links = {path: (LINK, target) for path, target in _LINKS.items()}
    named = dict.fromkeys(names(canaries), (_FILE, (BASE + NO_TIMEOUT).encode()))
    return texts | links | named | _large() | {
        FAULTY.encode(): (_FILE, (BASE + INJECTION).encode()),
        b"vendored/module": (_SUBMODULE, b"c0ffee77" * 5),
    }  # fmt: skip


def _large() -> dict[bytes, Entry]:
    """Make files that come last in the diff, because GitHub shows nothing behind them."""
    return {
        b"x-large/megabytes.py": (_FILE, (b"x = 1  # " + b"a" * 990 + b"\n") * 60_000),
        b"x-large/one-line.py": (_FILE, b"x = '" + b"a" * 5_000_000 + b"'\n"),
        b"x-large/nested.py": (_FILE, b"x = " + b"[" * 30_000 + b"1" + b"]" * 30_000 + b"\n"),
        b"x-large/still-read.py": (_FILE, b"x = [" + b"[1], " * 40_000 + b"]\n"),
    }


def _tree(source: Repository, files: Mapping[bytes, Entry]) -> str:
    """Write a folder, in which a name may be anything but empty and hold anything but a zero byte."""
    folders: dict[bytes, dict[bytes, Entry]] = {}
    entries: list[tuple[bytes, bytes]] = []
    for path, (mode, data) in files.items():
        name, is_inside, rest = path.partition(b"/")
        if is_inside:
            folders.setdefault(name, {})[rest] = (mode, data)
        else:
            sha = data.decode() if mode == _SUBMODULE else _object(source, b"blob", data)
            entries.append((name, _line(mode, name, sha)))
    # git sorts a folder as if its name ended in a slash.
    entries += [(name + b"/", _line(_FOLDER, name, _tree(source, inside))) for name, inside in folders.items()]
    return _object(source, b"tree", b"".join(line for _, line in sorted(entries)))


def _line(mode: int, name: bytes, sha: str) -> bytes:
    return b"%o %b\0%b" % (mode, name, bytes.fromhex(sha))


def _object(source: Repository, kind: bytes, data: bytes) -> str:
    whole = b"%b %d\0" % (kind, len(data)) + data
    sha = hashlib.sha1(whole, usedforsecurity=False).hexdigest()
    path = source.root / ".git" / "objects" / sha[:2] / sha[2:]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(zlib.compress(whole, 1))
    return sha


def _text(path: bytes) -> str:
    return path.decode("utf-8", "backslashreplace")
