"""Say which module a path belongs to: layers and mirrored tests go home to the folder that they serve."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reviewbot.domain.paths import PathClass, path_class

_TESTS = frozenset(
    ("test", "tests", "testing", "__tests__", "spec", "specs", "e2e", "unit", "integration", "functional",
     "androidtest", "__mocks__", "fixtures")
)  # fmt: skip
"""Folders that mirror others."""

_LAYERS = _TESTS | frozenset(
    ("api", "controller", "controllers", "dto", "dtos", "entities", "entity", "forms", "handler", "handlers",
     "migration", "migrations", "model", "models", "repositories", "repository", "resolvers", "route", "router",
     "routers", "routes", "schema", "schemas", "serializers", "service", "services", "tasks", "versions", "views")
)  # fmt: skip
"""Folders that hold one kind of thing of the module above them."""

_BEFORE, _BEHIND = "test_", ("_test", "_tests", "_spec", "test", "tests", "spec")
_DEEPEST = 8
"""Folders of a path that are compared with a mirrored one."""


@dataclass(frozen=True, slots=True)
class Home:
    """The module that a path belongs to: its folder, empty at the top, and what it is about there."""

    folder: str
    topic: str


def homes(paths: Iterable[str]) -> Mapping[str, Home]:
    """Give the home of every path; tests live with what they test where the names tell."""
    listed = sorted(set(paths))
    tests = {path for path in listed if path_class(path) is PathClass.TEST}
    plain = {path: _home(path) for path in listed if path not in tests}
    folders = _by_ending({home.folder for home in plain.values() if home.folder})
    topics = _by_topic(plain.values())
    mirrored = {path: _mirrored(path, folders, topics) for path in listed if path in tests}
    return {**plain, **mirrored}


def within(home: Home, folder: str) -> str:
    """Say what a home is about inside a folder above it: the module there, or else its own topic."""
    below = home.folder[len(folder) + 1 if folder else 0 :]
    inner = next((one for one in below.lower().split("/") if one and one not in _LAYERS), "")
    return _singular(inner) or home.topic


def _home(path: str) -> Home:
    parts = path.split("/")[:-1]
    while parts and parts[-1].lower() in _LAYERS:
        parts.pop()
    return Home("/".join(parts), _topic(path))


def _mirrored(path: str, folders: Mapping[str, str], topics: Mapping[str, str | None]) -> Home:
    """Find the folder that a test's path repeats, the longest first; else the one place with a file of its name."""
    topic = _topic(path)
    parts = [part for part in path.split("/")[:-1] if part.lower() not in _TESTS]
    for length in range(len(parts), 0, -1):
        above = "/".join(parts[:length])
        if len(parts) - length < _DEEPEST and above in folders:
            return Home(folders[above], topic)
    named = topics.get(topic) if not parts else None
    return Home(named, topic) if named is not None else Home("/".join(path.split("/")[:-1]), topic)


def _by_ending(folders: Iterable[str]) -> Mapping[str, str]:
    """Give for each end of a folder's path that folder; of several with one end the shortest."""
    ends = dict[str, str]()
    for folder in sorted(folders, key=lambda one: (one.count("/"), one)):
        parts = folder.split("/")
        for start in range(max(0, len(parts) - _DEEPEST), len(parts)):
            ends.setdefault("/".join(parts[start:]), folder)
    # A whole path means itself, whatever else ends like it.
    return {**ends, **{folder: folder for folder in ends.values()}}


def _by_topic(found: Iterable[Home]) -> Mapping[str, str | None]:
    """Give for each topic the one folder that has it, None where there are several."""
    topics = dict[str, str | None]()
    for home in found:
        folder = topics.setdefault(home.topic, home.folder)
        topics[home.topic] = folder if folder == home.folder else None
    return topics


def _topic(path: str) -> str:
    """Give the first word of a file's name that says what it is about, in the singular."""
    name = path.rpartition("/")[2].lower()
    stem = name.lstrip(".").partition(".")[0].removeprefix(_BEFORE)
    for ending in _BEHIND:
        stem = stem.removesuffix(ending)
    words = stem.replace("-", "_").split("_")
    return _singular(next((word for word in words if word and not word.isdigit()), name))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
