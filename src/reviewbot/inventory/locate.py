"""Find the file and the router that an import means, among those that have any."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import normpath

_SUFFIX = re.compile(r"\.(?:[cm]?[jt]sx?|pyi?)$")
_MODULE_FILES = ("/index", "/__init__")
_ALIASES = ("@/", "~/", "#/", "src/", "/")
_MOST_PARTS = 30


@dataclass(frozen=True, slots=True)
class Files:
    """The routers of each file by the file's path, and files by their module: the path without suffix and `/index`.

    `endings` has modules by their last part: an import may leave out the folders that a program starts from. `outer`
    has of a file's routers those that it does not mount itself: one of them is what it hands out.
    """

    routers: Mapping[str, frozenset[str]]
    modules: Mapping[str, tuple[str, ...]]
    endings: Mapping[str, tuple[str, ...]]
    outer: Mapping[str, frozenset[str]]


def files_of(routers: Iterable[tuple[str, str]], mounted: frozenset[tuple[str, str]]) -> Files:
    """Sort routers by their files, and these by the names that imports give them; `mounted` are names by file."""
    by_path: dict[str, set[str]] = defaultdict(set)
    for path, name in routers:
        by_path[path].add(name)
    modules: dict[str, list[str]] = defaultdict(list)
    endings: dict[str, list[str]] = defaultdict(list)
    for path in sorted(by_path):
        module = _module(path)
        modules[module].append(path)
        endings[module.rpartition("/")[2]].append(module)
    return Files(
        {path: frozenset(names) for path, names in by_path.items()},
        {module: tuple(paths) for module, paths in modules.items()},
        {word: tuple(sorted(set(found))) for word, found in endings.items()},
        {path: frozenset(one for one in names if (path, one) not in mounted) for path, names in by_path.items()},
    )


def located(path: str, target: str, files: Files) -> tuple[str, str] | None:
    """Give the file and router that a name or an import in the file at `path` means; None where that cannot be told."""
    own = files.routers.get(path, frozenset())
    if target in own and target:
        return path, target
    for module, name in _readings(path, target):
        for file in _files(module, files, is_exact=not _is_absolute(target)):
            router = _router(name, file, files)
            if router is not None:
                return file, router
        if name and (found := _below(module, name, files)):
            return found
    return None


def _module(path: str) -> str:
    plain = _SUFFIX.sub("", path)
    for end in _MODULE_FILES:
        plain = plain.removesuffix(end)
    return plain


def _is_absolute(target: str) -> bool:
    return not target.startswith(".")


def _readings(path: str, target: str) -> Iterator[tuple[str, str]]:
    """Read an import as a module, and as a name of a module: `a.b.c` may be either."""
    folder = PurePosixPath(path).parent
    if "/" in target or target in {".", ".."}:
        plain = next((target.removeprefix(one) for one in _ALIASES if target.startswith(one)), target)
        whole = normpath(str(folder / plain)) if target.startswith(".") else normpath(plain)
        yield _module(whole), ""
        stem, dot, name = whole.rpartition(".")
        if dot and "/" not in name:
            yield _module(stem), name
        return
    dots = len(target) - len(target.lstrip("."))
    parts = target.strip(".").split(".")
    if not all(parts) or len(parts) > _MOST_PARTS:
        return
    above = [*folder.parts[: max(len(folder.parts) - dots + 1, 0)]] if dots else []
    yield "/".join((*above, *parts)), ""
    if len(parts) > 1 or dots:
        yield "/".join((*above, *parts[:-1])), parts[-1]


def _files(module: str, files: Files, *, is_exact: bool) -> tuple[str, ...]:
    """Give the file of a module, if there is one alone."""
    exact = files.modules.get(module, ())
    if exact or is_exact or not module:
        return exact if len(exact) == 1 else ()
    longer = [one for one in files.endings.get(module.rpartition("/")[2], ()) if one.endswith(f"/{module}")]
    found = files.modules[longer[0]] if len(longer) == 1 else ()
    return found if len(found) == 1 else ()


def _router(name: str, path: str, files: Files) -> str | None:
    """Choose among a file's routers: the one of that name, else the only one, else the only one that stays outside."""
    if name in files.routers[path]:
        return name
    choice = (files.routers[path], files.outer[path])
    return next((next(iter(names)) for names in choice if len(names) == 1), None)


def _below(module: str, name: str, files: Files) -> tuple[str, str] | None:
    """Look where a package's own file hands on what its modules define: one router of that name below it, or none."""
    found = [
        path for path, routers in files.routers.items() if name in routers and path.startswith(f"{module}/") and module
    ]
    return (found[0], name) if len(found) == 1 else None
