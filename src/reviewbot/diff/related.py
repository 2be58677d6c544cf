"""Which changed files belong together: code and its test, handler and contract, model and migration."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from pathlib import PurePosixPath

from reviewbot.domain.chunk import Piece
from reviewbot.domain.diff import LineKind
from reviewbot.domain.paths import PathClass

Pair = tuple[int, int]
"""The positions of two pieces that belong together."""

_ROLES = (
    "api", "client", "controller", "dto", "entity", "handler", "handlers", "model", "models", "module", "repo",
    "repository", "resolver", "route", "router", "routes", "schema", "schemas", "serializer", "serializers", "service",
    "services", "spec", "store", "test", "tests", "types", "view", "views",
)  # fmt: skip
_ROLE = re.compile(rf"^test_|(?:[._-](?:{'|'.join(_ROLES)})|(?<=[a-z])(?:Test|Tests|Spec|IT))$")
_NUMBER = re.compile(r"^[vV]?\d[\d_.-]*")
_PLACES = frozenset(
    {"", "__tests__", "alembic", "app", "apps", "db", "lib", "migrate", "migrations", "packages", "sql", "src",
     "versions", *_ROLES}
)  # fmt: skip
"""Names of folders that say what kind of file they hold and not what it is about."""

_MIGRATIONS = frozenset({"migrate", "migrations", "versions"})
_SAYS_NOTHING = frozenset(
    {"__init__", "base", "common", "config", "constants", "helpers", "index", "main", "urls", "utils"}
)
_VERBS = frozenset(
    {"add", "create", "delete", "get", "handle", "handler", "import", "list", "model", "patch", "post", "put", "read",
     "remove", "update", "view"}
)  # fmt: skip
_DOTTED = frozenset({".cts", ".js", ".jsx", ".mjs", ".mts", ".ts", ".tsx"})
_CONTRACTS = frozenset({".gql", ".graphql", ".graphqls", ".json", ".proto", ".sql", ".yaml", ".yml"})
_WORD = re.compile(r"[A-Za-z_][\w-]{2,}")
_PART = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_DEFINITION = re.compile(
    r"\s*(?:@|export\s|default\s|abstract\s|async\s)*\s*(?:class|def|function|interface|type)\s+(\w+)"
)
_IMPORT = re.compile(r"\s*(?:import|from|export|const|let|var|use|using)\b|\s*\}\s*from\b")


def related(pieces: Sequence[Piece]) -> Iterator[Pair]:
    """Give the pairs of pieces that belong together, the strongest reasons first.

    Pieces about the same thing by their names come before a migration or contract and the code that it speaks of, and
    these before whoever imports a file and that file.
    """
    about: dict[str, list[int]] = {}
    for index, piece in enumerate(pieces):
        about.setdefault(subject(piece.file.path), []).append(index)
    yield from chain.from_iterable(pairwise(several) for name, several in about.items() if name)
    homes = {name: several[0] for name, several in reversed(about.items()) if name}
    holders = {name: index for index, piece in reversed([*enumerate(pieces)]) for name in _defined(piece)} | homes
    yield from _pairs(holders, map(_spoken_of, pieces))
    yield from _pairs(homes, map(_imported, pieces))


def subject(path: str) -> str:
    """Say in the singular what a file is about: by its name without what says its kind, else by its nearest folder."""
    parts = PurePosixPath(path)
    stem = parts.name.partition(".")[0] if parts.suffix in _DOTTED else parts.stem
    name = _ROLE.sub("", _ROLE.sub("", _NUMBER.sub("", stem)))
    if name not in _PLACES | _SAYS_NOTHING and _MIGRATIONS.isdisjoint(parts.parts):
        return _singular(name)
    return next((_singular(folder) for folder in reversed(parts.parts[:-1]) if folder not in _PLACES), "")


def _pairs(holders: Mapping[str, int], named: Iterable[frozenset[str]]) -> Iterator[Pair]:
    for index, names in enumerate(named):
        yield from ((holders[name], index) for name in sorted(names & holders.keys()) if holders[name] != index)


def _defined(piece: Piece) -> frozenset[str]:
    """Give what the code that is shown defines, save a migration's and what many things are called."""
    if piece.kind is PathClass.MIGRATION:
        return frozenset()
    lines = (
        found[1] for excerpt in piece.excerpts for line in excerpt.lines if (found := _DEFINITION.match(line.text))
    )
    return _names(chain((excerpt.section for excerpt in piece.excerpts), lines)) - _VERBS


def _spoken_of(piece: Piece) -> frozenset[str]:
    """Give what the changed lines of a migration or a contract speak of."""
    path = PurePosixPath(piece.file.path)
    if piece.kind is not PathClass.MIGRATION and path.suffix not in _CONTRACTS:
        return frozenset()
    changed = (line.text for excerpt in piece.excerpts for line in excerpt.lines if line.kind is not LineKind.CONTEXT)
    return _names(changed)


def _imported(piece: Piece) -> frozenset[str]:
    """Give what the import lines that are shown may mean."""
    return _names(line.text for excerpt in piece.excerpts for line in excerpt.lines if _IMPORT.match(line.text))


def _names(texts: Iterable[str]) -> frozenset[str]:
    """Give words as subjects, whole and by the parts that capitals and lines make."""
    words = {word for text in texts for word in _WORD.findall(text)}
    parts = {part for word in words for part in _PART.findall(word) if len(part) > 2}
    return frozenset(_singular(word) for word in words | parts)


def _singular(name: str) -> str:
    """Write a name in small letters without what separates its words, and without a plural's end."""
    plain = re.sub(r"[\W_]", "", name).lower()
    return f"{plain[:-3]}y" if plain.endswith("ies") else plain.removesuffix("s")
