"""Choose what reads a lock file: versions, where they come from, and their digests."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from reviewbot.detectors.dependencies.dependency import Dependency
from reviewbot.detectors.dependencies.locks_javascript import npm, pnpm, yarn
from reviewbot.detectors.dependencies.locks_json import composer, nuget, pipfile_lock
from reviewbot.detectors.dependencies.locks_lines import bundler, go_sum, gradle
from reviewbot.detectors.dependencies.locks_toml import toml

Reader = Callable[[Sequence[str]], Iterator[Dependency]]


def lock_reader(path: str) -> Reader | None:
    """Choose the reader for a lock file by its name; None for any other file."""
    return _READERS.get(path.rpartition("/")[2].lower())


_READERS: Mapping[str, Reader] = {
    "package-lock.json": npm,
    "npm-shrinkwrap.json": npm,
    "yarn.lock": yarn,
    "pnpm-lock.yaml": pnpm,
    "pipfile.lock": pipfile_lock,
    "poetry.lock": toml,
    "uv.lock": toml,
    "pdm.lock": toml,
    "pylock.toml": toml,
    "cargo.lock": toml,
    "go.sum": go_sum,
    "go.work.sum": go_sum,
    "gemfile.lock": bundler,
    "composer.lock": composer,
    "packages.lock.json": nuget,
    "gradle.lockfile": gradle,
}
