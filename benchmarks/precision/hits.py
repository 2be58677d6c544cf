"""Run the detectors over whole source trees and draw a sample that anybody can draw again."""

import hashlib
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from benchmarks.precision.fetch import Package
from benchmarks.precision.verdicts import Key
from reviewbot.checklist.load import checklist
from reviewbot.checklist.select import selected
from reviewbot.detectors.run import Detectors
from reviewbot.diff.select import written_by_a_program
from reviewbot.diff.source import source_of
from reviewbot.domain.finding import Candidate
from reviewbot.domain.item import Item
from reviewbot.domain.paths import PathClass, path_class
from reviewbot.domain.source import Source
from reviewbot.syntax.languages import family

_OURS = frozenset({PathClass.PRODUCTION, PathClass.MIGRATION})
_LARGEST = 400_000
_MOST_OF_A_PACKAGE = 4
_AT_ONCE = 50
_SECONDS = 60.0
"""A reader can wait for a large file longer than a review can."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate in a package's file, `line` its first."""

    key: Key
    package: Package
    path: str
    line: int
    quote: str
    title: str
    steps: tuple[tuple[int, str], ...]


def hits(package: Package, folder: Path, items: frozenset[str]) -> Iterator[Hit]:
    """Find what the detectors of the named items (all if none) say of a package's production code."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    if any("/src/" in path.as_posix() for path in paths):
        paths = [path for path in paths if "/dist/" not in path.as_posix()]
    several = [paths[start : start + _AT_ONCE] for start in range(0, len(paths), _AT_ONCE)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(partial(_hits, package, folder, items), several):
            yield from found


def sampled(found: Iterable[Hit], size: int, seed: int) -> Mapping[Key, tuple[Hit, ...]]:
    """Draw up to `size` hits for each key, at most four of a package, the same ones for the same seed."""
    by_key: dict[Key, list[Hit]] = defaultdict(list)
    for one in found:
        by_key[one.key].append(one)
    return {key: tuple(_drawn(several, size, f"{seed} {key}")) for key, several in sorted(by_key.items())}


def _drawn(several: Sequence[Hit], size: int, seed: str) -> Iterator[Hit]:
    """Go by a hash rather than by dice: a hit that is gone leaves the others of the sample where they are."""
    taken: Counter[str] = Counter()
    for one in sorted(several, key=lambda one: _lot(one, seed)):
        if taken[one.package.name] < _MOST_OF_A_PACKAGE and taken.total() < size:
            taken[one.package.name] += 1
            yield one


def _lot(one: Hit, seed: str) -> str:
    place = f"{seed} {one.package.name} {one.path} {one.quote} {one.line}"
    return hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _asked(names: frozenset[str]) -> tuple[Item, ...]:
    return tuple(one for one in checklist({}).items if not names or one.id in names)


def _hits(package: Package, folder: Path, names: frozenset[str], paths: Sequence[Path]) -> list[Hit]:
    with Detectors(_asked(names), seconds=_SECONDS) as detectors:
        return [
            Hit(
                Key(one.item, family(source.language or "any"), one.confidence),
                package,
                source.path,
                one.anchor.start_line,
                one.quote,
                one.title,
                tuple((step.line, step.text) for step in one.steps),
            )
            for path in paths
            if (source := _source(path, folder)) is not None
            for one in _candidates(source, names, detectors)
        ]


def _source(path: Path, folder: Path) -> Source | None:
    name = path.relative_to(folder).as_posix()
    if _class(name) not in _OURS or path.stat().st_size > _LARGEST:
        return None
    data = path.read_bytes()
    source = None if b"\0" in data else source_of(name, data)
    return None if source is None or written_by_a_program(name, source.text) else source


def _class(name: str) -> PathClass:
    """Read what npm publishes compiled as what it was compiled from."""
    return path_class(name.replace("/dist/", "/"))


def _candidates(source: Source, names: frozenset[str], detectors: Detectors) -> tuple[Candidate, ...]:
    """Run the detectors, on a large file in a process of their own; say of which file nothing can be told."""
    language = family(source.language) if source.language else None
    found = detectors.detect(source, selected(_asked(names), source.path, _class(source.path), language))
    if found.failure:
        sys.stderr.write(f"{source.path}: {found.failure}\n")
    return found.candidates
