"""Globs over paths, and what kind of place in a repository a path is."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice, pairwise


class PathClass(StrEnum):
    """What a file is there for; the first that fits, in the order of `_CLASSES`, decides."""

    VENDORED = "vendored"
    GENERATED = "generated"
    TEST = "test"
    MIGRATION = "migration"
    SEED = "seed"
    EXAMPLE = "example"
    PRODUCTION = "production"


_CLASSES: tuple[tuple[PathClass, tuple[str, ...]], ...] = (
    (
        PathClass.VENDORED,
        ("vendor/", "third_party/", "third-party/", "node_modules/", "_vendor/", "bower_components/", "jspm_packages/",
         "Pods/", "Carthage/", "site-packages/", ".yarn/", "Godeps/"),
    ),
    (
        PathClass.GENERATED,
        ("*_pb2.py", "*_pb2.pyi", "*_pb2_grpc.py", "*_pb2_grpc.pyi", "*.pb.go", "*.pb.ts", "*.pb.cc", "*.pb.h",
         "*_pb.js", "*_pb.d.ts", "*_pb.rb", "*.g.dart", "*.freezed.dart", "*.g.cs", "*.designer.cs", "*.Designer.cs",
         "*.generated.*", "*.gen.go", "*_gen.go", "*.gen.ts", "zz_generated.*", "*.min.js", "*.min.css", "*.map",
         "*.snap", "__generated__/", "generated/", "generated-sources/", "dist/", "db/schema.rb", "db/structure.sql"),
    ),
    (
        PathClass.TEST,
        ("test/", "tests/", "testing/", "__tests__/", "__mocks__/", "spec/", "specs/", "e2e/", "cypress/", "fixtures/",
         "testdata/", "test_*.py", "*_test.py", "*_tests.py", "tests.py", "conftest.py", "factories.py", "*.test.*",
         "*.spec.*", "*.cy.*", "*.e2e-spec.*", "*_test.go", "*_test.rb", "*_spec.rb", "*_test.exs", "*Test.java",
         "*Tests.java", "*IT.java", "*Test.kt", "*Spec.kt", "*Spec.scala", "*Test.php", "*Tests.cs", "androidTest/"),
    ),
    (
        PathClass.MIGRATION,
        ("migrations/", "migrate/", "**/alembic/versions/", "**/versions/*_*.py", "**/db/changelog/", "V[0-9]*__*.sql",
         "*.up.sql", "*.down.sql"),
    ),
    (PathClass.SEED, ("seed/", "seeds/", "seeders/", "seed.*", "seeds.*", "*_seed.*", "seed_*", "*.seed.*")),
    (
        PathClass.EXAMPLE,
        ("example/", "examples/", "sample/", "samples/", "demo/", "demos/", "docs/", "doc/", "benchmarks/",
         "cookbook/", "tutorial/", "tutorials/", "playground/", ".storybook/", "*.stories.*"),
    ),
)  # fmt: skip


def path_class(path: str) -> PathClass:
    """Say what a file is there for, by its path alone."""
    return next((kind for kind, globs in _CLASSES if matches(path, globs)), PathClass.PRODUCTION)


def names(glob: str, path: str) -> bool:
    """Tell whether a glob means exactly this path, as git's attributes read it: a folder does not cover its files."""
    return _compiled(glob, False).fullmatch(path) is not None


def matches(path: str, globs: Iterable[str]) -> bool:
    """Tell whether a path matches any glob, as a `.gitignore` reads them.

    `*` and `?` stay within a name, `**` crosses folders, `[a-z]` is one character, `{a,b}` is either (of more than two
    hundred combinations the first). A glob without a slash, or with one at its end only, matches at any depth; one
    that matches a folder covers everything below it, and with a slash at its end it matches nothing but folders.
    """
    sorted_ = _sorted(tuple(globs))
    parts = path.split("/")
    return (
        not sorted_.names.isdisjoint(parts)
        or not sorted_.folders.isdisjoint(parts[:-1])
        or any(part.endswith(sorted_.endings) or part.startswith(sorted_.beginnings) for part in parts)
        or any(word in path for word in sorted_.inner)
        or any(expression.fullmatch(path) for expression in sorted_.others)
    )


@dataclass(frozen=True, slots=True)
class _Globs:
    """Globs by what it takes to match them: most need no regular expression, whose compilation costs most."""

    names: frozenset[str]
    folders: frozenset[str]
    endings: tuple[str, ...]
    beginnings: tuple[str, ...]
    inner: tuple[str, ...]
    others: tuple[re.Pattern[str], ...]


def _kind(glob: str) -> tuple[str, str]:
    found = _PLAIN.fullmatch(glob)
    return (found.lastgroup or "", found[found.lastgroup or 0]) if found else ("", glob)


@lru_cache(maxsize=4096)
def _sorted(globs: tuple[str, ...]) -> _Globs:
    kinds = [_kind(glob) for glob in globs]
    return _Globs(
        frozenset(word for kind, word in kinds if kind == "name"),
        frozenset(word for kind, word in kinds if kind == "folder"),
        tuple(word for kind, word in kinds if kind == "ending"),
        tuple(word for kind, word in kinds if kind == "beginning"),
        tuple(word for kind, word in kinds if kind == "inner"),
        tuple(_compiled(glob, True) for kind, glob in kinds if not kind),
    )


_MOST_ALTERNATIVES = 200
_EITHER = re.compile(r"\{([^{}]*)\}")
_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|\[![^\]/]+\]|\[[^\]/]+\]|.", re.DOTALL)
_PLAIN = re.compile(
    r"(?P<folder>[\w.-]+)/|\*(?P<ending>[\w.-]+)|\*(?P<inner>[\w.-]+)\*|(?P<beginning>[\w.-]+)\*|(?P<name>[\w.-]+)"
)
_STAR, _MARK = "*?"
_CROSSING = {"**/": "(?:.*?/)??", "**": ".*?"}


@lru_cache(maxsize=4096)
def _compiled(glob: str, covers: bool) -> re.Pattern[str]:
    several = islice(_alternatives(glob) if covers else (glob,), _MOST_ALTERNATIVES)
    return re.compile("|".join(dict.fromkeys(_anchored(one, covers=covers) for one in several)), re.DOTALL)


def _alternatives(glob: str) -> Iterator[str]:
    pending = [glob]
    while pending:
        here = pending.pop()
        either = _EITHER.search(here)
        if either is None:
            yield here
        else:
            parts = reversed(either.group(1).split(","))
            pending.extend(here[: either.start()] + part + here[either.end() :] for part in parts)


def _anchored(glob: str, *, covers: bool) -> str:
    body = glob.strip("/")
    anywhere = "" if "/" in body or glob.startswith("/") else "**/"
    behind = ("/.*" if glob.endswith("/") else "(?:/.*)?") if covers else ""
    return _translated(_TOKEN.findall(anywhere + body)) + behind


def _translated(tokens: Sequence[str]) -> str:
    """Take what stands between two `**` where it fits first, and never again: trying all places has no bound.

    Nothing is lost by it: the `**` behind reaches whatever a later place would leave. The last one must reach the end.
    """
    crossings = [number for number, token in enumerate(tokens) if token in _CROSSING]
    first = _unit(tokens[: crossings[0]]) if crossings else _unit(tokens)
    spans = pairwise([*crossings, len(tokens)])
    units = [first, *(_CROSSING[tokens[start]] + _unit(tokens[start + 1 : end]) for start, end in spans)]
    return _firmly(units[:-1]) + units[-1]


def _unit(tokens: Sequence[str]) -> str:
    """Do the same with each `*`."""
    stars = [number for number, token in enumerate(tokens) if token == _STAR]
    spans = pairwise([*stars, len(tokens)])
    parts = [_plain(tokens[: stars[0]] if stars else tokens)]
    parts.extend("[^/]*?" + _plain(tokens[start + 1 : end]) for start, end in spans)
    return _firmly(parts[:-1]) + parts[-1]


def _firmly(parts: Sequence[str]) -> str:
    return "".join(f"(?>{part})" for part in parts)


def _plain(tokens: Sequence[str]) -> str:
    return "".join(map(_token, tokens))


def _token(token: str) -> str:
    if token == _MARK:
        return "[^/]"
    return _one_of(token[1:-1]) if len(token) > 1 else re.escape(token)


def _one_of(characters: str) -> str:
    """Translate what stands in brackets; a range that runs backwards matches nothing, as in a shell."""
    is_inverted = len(characters) > 1 and characters.startswith("!")
    found = re.findall(r"(.)-(.)|(.)", characters[is_inverted:], re.DOTALL)
    ranges = (f"{re.escape(low)}-{re.escape(high)}" for low, high, one in found if not one and low <= high)
    members = "".join((*ranges, *(re.escape(one) for _, _, one in found if one)))
    if not members:
        return "[^/]" if is_inverted else "(?!)"
    return f"(?!/)[{'^' if is_inverted else ''}{members}]"
