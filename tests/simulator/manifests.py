"""What GitHub's dependency graph knows of a commit: the packages that its manifests name."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from simulator.git import git

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)\s*==\s*([^\s;#]+)", re.MULTILINE)
_MODULES = "node_modules/"


@dataclass(frozen=True, slots=True, order=True)
class Package:
    """A package in one version, as a manifest names it."""

    manifest: str
    ecosystem: str
    name: str
    version: str
    scope: str


def packages(folder: Path, sha: str) -> frozenset[Package]:
    """List the packages of all manifests of a commit; one that cannot be read names none, as on GitHub."""
    paths = git(folder, "ls-tree", "-r", "--name-only", "-z", sha).decode("utf-8", "replace").split("\0")
    return frozenset(
        Package(path, ecosystem, name, version, scope)
        for path in paths
        for ecosystem, read in _READERS.get(path.rpartition("/")[2], ())
        for name, version, scope in read(git(folder, "cat-file", "blob", f"{sha}:{path}").decode("utf-8", "replace"))
    )


def _package_json(text: str) -> Iterator[tuple[str, str, str]]:
    for section, scope in (("dependencies", "runtime"), ("devDependencies", "development")):
        for name, version in _mapping(_mapping(_loaded(text)).get(section)).items():
            yield name, str(version), scope


def _package_lock(text: str) -> Iterator[tuple[str, str, str]]:
    for place, one in _mapping(_mapping(_loaded(text)).get("packages")).items():
        if _MODULES in place:
            scope = "development" if _mapping(one).get("dev") else "runtime"
            yield place.rpartition(_MODULES)[2], str(_mapping(one).get("version")), scope


def _requirements(text: str) -> Iterator[tuple[str, str, str]]:
    for name, version in _PINNED.findall(text):
        yield name, version, "runtime"


def _loaded(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return {}


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


_READERS: Mapping[str, tuple[tuple[str, Callable[[str], Iterator[tuple[str, str, str]]]], ...]] = {
    "package.json": (("npm", _package_json),),
    "package-lock.json": (("npm", _package_lock),),
    "requirements.txt": (("pip", _requirements),),
}
