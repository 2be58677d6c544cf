"""Find which GraphQL files of a repository make one schema."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from reviewbot.detectors.revisions import Files, Revisions
from reviewbot.domain.source import Source, Versions

SUFFIXES = (".graphql", ".graphqls", ".gql")
"""The ends of the names of files that may hold a schema; many hold operations only."""

_NOISE = re.compile(r'"""(?:\\"""|.)*?(?:"""|\Z)|"(?:[^"\\\n]|\\.)*"?|#[^\n]*', re.DOTALL)
_DEFINITION = re.compile(
    r"(?<![\w$@!:])(?:(?P<extend>extend)\s+)?"
    r"(?:(?:type|interface|union|enum|input|scalar)\s+(?P<name>\w+)|schema\s*[@{]|directive\s*@)"
)
_ROOTS = frozenset({"Query", "Mutation", "Subscription"})
_MOST_CHARACTERS = 3_000_000


@dataclass(frozen=True, slots=True)
class SchemaFiles:
    """The files of one schema, in both versions, of which at least one was changed."""

    base: tuple[Source, ...]
    head: tuple[Source, ...]


def is_schema(source: Source) -> bool:
    """Tell whether a text defines types rather than operations only."""
    return _DEFINITION.search(_NOISE.sub(" ", source.text)) is not None


def schemas(revisions: Revisions) -> tuple[SchemaFiles, ...]:
    """Group the changed files by the schema they belong to.

    A schema is the largest folder tree around a file in which no type is defined twice; the three root types may be,
    as many servers put them together. Where even the file's own folder has one twice, the file is a schema by itself.
    """
    base, head = _documents(revisions.base), _documents(revisions.head)
    found: dict[SchemaFiles, None] = {}
    for versions in revisions.changed:
        if any(one is not None and is_schema(one) for one in (versions.base, versions.head)):
            found[_around(versions, base, head)] = None
    return tuple(found)


def _documents(files: Files) -> Mapping[str, Source]:
    ours = frozenset(path for path in files.paths() if path.lower().endswith(SUFFIXES))
    return {one.path: one for one in files.read_all(ours) if is_schema(one)}


def _around(versions: Versions, base: Mapping[str, Source], head: Mapping[str, Source]) -> SchemaFiles:
    sources = [one for one in (versions.base, versions.head) if one is not None]
    best = SchemaFiles(tuple(filter(None, [versions.base])), tuple(filter(None, [versions.head])))
    for folder in _folders(sources[-1].path):
        wider = SchemaFiles(_below(folder, base, sources), _below(folder, head, sources))
        if not (_is_one(wider.base) and _is_one(wider.head)):
            break
        best = wider
    return best


def _folders(path: str) -> Iterator[str]:
    for parent in PurePosixPath(path).parents:
        yield "" if str(parent) == "." else f"{parent}/"


def _below(folder: str, documents: Mapping[str, Source], also: Sequence[Source]) -> tuple[Source, ...]:
    """Give the documents below a folder, and a file that was renamed from or to elsewhere."""
    names = {one.path for one in also}
    return tuple(one for path, one in documents.items() if path.startswith(folder) or path in names)


def _is_one(documents: Sequence[Source]) -> bool:
    seen: set[str] = set()
    for one in documents:
        names = _names(one.text)
        if not seen.isdisjoint(names):
            return False
        seen |= names
    return sum(len(one.text) for one in documents) <= _MOST_CHARACTERS


@lru_cache(maxsize=4096)
def _names(text: str) -> frozenset[str]:
    """List the types that a text defines, without those it only extends."""
    found = _DEFINITION.finditer(_NOISE.sub(" ", text))
    return frozenset(one["name"] for one in found if one["name"] and not one["extend"]) - _ROOTS
