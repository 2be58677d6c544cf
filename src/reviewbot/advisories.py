"""Ask for known vulnerabilities of the dependencies that a change brings, and claim each where the change names it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewbot.checklist.select import selected
from reviewbot.classes import class_of
from reviewbot.config.keys import Config
from reviewbot.config.resolve import for_path, severity_of
from reviewbot.detectors.dependencies.vulnerable import ITEM, claimed, line_of
from reviewbot.detectors.sarif import Result
from reviewbot.diff.select import LOCK_FILE, excluded, is_lock
from reviewbot.domain.advisory import Unasked, Vulnerable
from reviewbot.domain.diff import Diff, FileDiff, FileStatus, LineKind, Side
from reviewbot.domain.item import Item
from reviewbot.domain.paths import matches
from reviewbot.domain.source import Source, Versions
from reviewbot.look import Contents
from reviewbot.syntax.languages import language_of

Ask = Callable[[], tuple[Vulnerable, ...] | Unasked]
"""Asks whoever knows, or says why nobody can be asked."""

_MANIFESTS = (
    "package.json", "requirements*.txt", "requirements/*.txt", "pyproject.toml", "Pipfile", "setup.py", "Gemfile",
    "*.gemspec", "go.mod", "Cargo.toml", "composer.json", "pom.xml", "build.gradle", "build.gradle.kts",
    "*.versions.toml", "*.csproj", "*.vbproj", "*.fsproj", "*.vcxproj", "*.nuspec", "packages.config",
    "Directory.Packages.props", "pubspec.yaml", "Package.swift", "mix.exs",
)  # fmt: skip
_MOST_NAMED = 10
_ACTIONS = (".github/workflows/*.yml", ".github/workflows/*.yaml", "action.yml", "action.yaml")


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known: claims to judge, notes for the report, and whether the question was answered at all."""

    claims: tuple[Result, ...] = ()
    notes: tuple[str, ...] = ()
    is_answered: bool = False


def heard(diff: Diff, contents: Contents, items: Sequence[Item], config: Config, ask: Ask) -> Heard:
    """Ask once if the change touches a manifest or a lock file that the item applies to, else not at all."""
    files = _touched(diff, contents, items, config)
    if not files:
        return Heard()
    answer = ask()
    if isinstance(answer, Unasked):
        return Heard(notes=(f"Known vulnerabilities of the changed dependencies were not looked up: {answer.reason}",))
    known = {file.path for file in diff.files}
    heads = {path: source for path, file in files.items() if (source := _head(file, contents)) is not None}
    places: dict[tuple[str, int, str], list[Vulnerable]] = {}
    for one in answer:
        if one.path in heads:
            path, line = _place(one, heads, files)
            places.setdefault((path, line, one.name.lower()), []).append(one)
    claims = tuple(claimed(path, line, several) for (path, line, _), several in places.items())
    return Heard(claims, tuple(_elsewhere([one for one in answer if one.path not in known])), is_answered=True)


def _touched(diff: Diff, contents: Contents, items: Sequence[Item], config: Config) -> Mapping[str, FileDiff]:
    item = next((one for one in items if one.id == ITEM), None)
    named = [file for file in diff.files if item and _names_dependencies(file)]
    if item is None or not named:
        return {}
    kinds = class_of([file.path for file in named], contents.files(Side.LEFT), config)
    return {
        file.path: file
        for file in named
        if excluded(file, kinds(file.path), config.paths.include, config.paths.exclude) in {None, LOCK_FILE}
        and selected([item], file.path, kinds(file.path), language_of(file.path))
        and severity_of(item, for_path(config, file.path)) is not None
    }


def _names_dependencies(file: FileDiff) -> bool:
    """Tell whether a file may bring a dependency; of a workflow, only lines with `uses:` do."""
    if file.status is FileStatus.REMOVED:
        return False
    if matches(file.path, _ACTIONS):
        return any(line.kind is LineKind.ADDED and "uses:" in line.text for line in file.lines)
    return is_lock(file.path) or matches(file.path, _MANIFESTS)


def _head(file: FileDiff, contents: Contents) -> Source | None:
    versions = contents.versions(file)
    return versions.head if isinstance(versions, Versions) else None


def _place(one: Vulnerable, heads: Mapping[str, Source], files: Mapping[str, FileDiff]) -> tuple[str, int]:
    """Find the line to change: where a manifest beside a lock file names it anew, there, and else in the lock."""
    folder = one.path.rpartition("/")[0]
    for path, source in heads.items():
        if is_lock(one.path) and not is_lock(path) and path.rpartition("/")[0] == folder:
            line = line_of(source, one, files[path].added)
            if line in files[path].added:
                return path, line
    return one.path, line_of(heads[one.path], one, files[one.path].added) or 1


def _elsewhere(several: Sequence[Vulnerable]) -> Iterator[str]:
    """Say what stands in files that the change does not show, such as those that a tool reported to GitHub."""
    if several:
        named = ", ".join(sorted({f"{one.name} {one.version} ({one.path})" for one in several})[:_MOST_NAMED])
        yield f"GitHub knows vulnerabilities of dependencies in files that this change does not show: {named}."
