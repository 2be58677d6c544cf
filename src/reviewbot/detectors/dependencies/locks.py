"""Read what lock files fix: versions, where they come from, and their digests."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from reviewbot.detectors.dependencies.dependency import Dependency, Digest
from reviewbot.detectors.dependencies.json_values import values
from reviewbot.detectors.dependencies.locks_javascript import npm, pnpm, yarn
from reviewbot.detectors.dependencies.locks_toml import toml

Reader = Callable[[Sequence[str]], Iterator[Dependency]]

_GO = re.compile(r"(\S{1,300}) (v[^\s/]{1,100})(/go\.mod)? h1:([A-Za-z0-9+/=]{20,100})$")


def lock_reader(path: str) -> Reader | None:
    """Choose the reader for a lock file by its name; None for any other file."""
    return _READERS.get(path.rpartition("/")[2].lower())


def _go_sum(lines: Sequence[str]) -> Iterator[Dependency]:
    for number, line in enumerate(lines, 1):
        found = _GO.match(line)
        if found:
            name, version, file, value = found.groups(default="")
            yield Dependency(name, version, number, digests=frozenset({Digest(file, "h1", value)}))


def _pipfile(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read both sections; the digests of a package stand above its version."""
    digests: set[Digest] = set()
    for one in values("\n".join(lines)):
        match one.way:
            case (_, _, "hashes", ""):
                algorithm, _, value = one.text.partition(":")
                digests.add(Digest("", algorithm, value))
            case (_, name, "version"):
                yield Dependency(name, one.text, one.line, digests=frozenset(digests))
                digests = set()
            case _:
                pass


_READERS: Mapping[str, Reader] = {
    "package-lock.json": npm,
    "npm-shrinkwrap.json": npm,
    "yarn.lock": yarn,
    "pnpm-lock.yaml": pnpm,
    "pipfile.lock": _pipfile,
    "poetry.lock": toml,
    "uv.lock": toml,
    "pdm.lock": toml,
    "pylock.toml": toml,
    "cargo.lock": toml,
    "go.sum": _go_sum,
}
