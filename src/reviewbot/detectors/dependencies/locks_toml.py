"""Read the locks that are TOML: Poetry, uv, PDM, Cargo, and the standard's pylock."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reviewbot.detectors.dependencies.dependency import Dependency, Digest, host
from reviewbot.detectors.dependencies.toml_lines import Line, lines_of, texts

_PACKAGES = frozenset({"package", "packages"})
_FILES = frozenset({"metadata.files", "metadata.hashes"})
_CHECKSUM = "checksum "
_LONGEST = 5_000
_HASHED = re.compile(
    r"(?:file|name|url)\s?=\s?\"([^\"]{1,500})\"[^{}]{0,300}?hash(?:es)?\s?=\s?(?:\"|\{\s?)(sha\d{1,3})(?::|\s?=\s?\")"
    r"([0-9a-fA-F]{16,128})"
)
_PLAIN = re.compile(r"\"(?:(sha\d{1,3}):)?([0-9a-f]{16,128})\"")


@dataclass(slots=True)
class _Package:
    """What the lines of one package have said so far."""

    name: str = ""
    version: str = ""
    line: int = 0
    source: str = ""
    digests: set[Digest] = field(default_factory=set)


def toml(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read the packages; older locks list the digests apart, each list under a name of its own."""
    one = _Package()
    for line in lines_of(lines):
        is_listed = line.table in _FILES or (line.table == "metadata" and line.key.startswith(_CHECKSUM))
        is_package = line.table in _PACKAGES and not line.key
        if line.opens and (is_package or (is_listed and line.key)):
            yield from _ended(one)
            one = _Package(line.key, "", line.number) if is_listed else _Package()
        if is_listed:
            one.digests |= _digests(line.text)
        elif line.table in _PACKAGES:
            _hear(one, line)
        elif line.table == "package.source" and line.key == "url":
            one.source = _source(line.text)
    yield from _ended(one)


def _hear(one: _Package, line: Line) -> None:
    match line.key:
        case "name" if line.opens:
            one.name = next(iter(texts(line.text)), "")
        case "version" if line.opens:
            one.version, one.line = next(iter(texts(line.text)), ""), line.number
        case "source":
            one.source = _source(line.text)
        case "checksum" | "files" | "sdist" | "wheels" | "archive":
            one.digests |= _digests(line.text)
        case _:
            pass


def _ended(one: _Package) -> Iterator[Dependency]:
    if one.name and (one.version or one.digests):
        yield Dependency(one.name, one.version, one.line, one.source, frozenset(one.digests))


def _source(text: str) -> str:
    return next((found for each in texts(text) if (found := host(each))), "")


def _digests(text: str) -> set[Digest]:
    """Read the digests of a line, each with the file it belongs to, or Cargo's checksum that has none."""
    named = {
        Digest(file.rpartition("/")[2], algorithm, value.lower())
        for file, algorithm, value in _HASHED.findall(text[:_LONGEST])
    }
    return named or {Digest("", algorithm or "checksum", value) for algorithm, value in _PLAIN.findall(text[:_LONGEST])}
