"""Globs over paths, and what kind of place in a repository a path is."""

import re
from collections.abc import Iterable, Iterator, Sequence
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
        ("vendor/", "third_party/", "third-party/", "node_modules/", "_vendor/", "bower_components/", "Pods/",
         "site-packages/"),
    ),
    (
        PathClass.GENERATED,
        ("*_pb2.py", "*_pb2.pyi", "*_pb2_grpc.py", "*.pb.go", "*.pb.ts", "*_pb.js", "*_pb.d.ts", "*.g.dart",
         "*.generated.*", "*.gen.go", "*.gen.ts", "*.min.js", "*.min.css", "*.map", "*.snap", "__generated__/",
         "generated/", "dist/", "*.designer.cs"),
    ),
    (
        PathClass.TEST,
        ("test/", "tests/", "testing/", "__tests__/", "__mocks__/", "spec/", "specs/", "e2e/", "fixtures/",
         "testdata/", "test_*.py", "*_test.py", "tests.py", "conftest.py", "factories.py", "*.test.*", "*.spec.*",
         "*_test.go", "*Test.java", "*Tests.java", "*_spec.rb"),
    ),
    (PathClass.MIGRATION, ("migrations/", "migrate/", "**/alembic/versions/", "**/versions/*_*.py")),
    (PathClass.SEED, ("seed/", "seeds/", "seeders/", "seed.*", "seeds.*", "*_seed.*", "seed_*", "*.seed.*")),
    (
        PathClass.EXAMPLE,
        ("example/", "examples/", "sample/", "samples/", "demo/", "demos/", "docs/", "doc/", "benchmarks/",
         "cookbook/"),
    ),
)  # fmt: skip


def path_class(path: str) -> PathClass:
    """Say what a file is there for, by its path alone."""
    return next((kind for kind, globs in _CLASSES if matches(path, globs)), PathClass.PRODUCTION)


def matches(path: str, globs: Iterable[str]) -> bool:
    """Tell whether a path matches any glob, as a `.gitignore` reads them.

    `*` and `?` stay within a name, `**` crosses folders, `[a-z]` is one character, `{a,b}` is either (of more than two
    hundred combinations the first). A glob without a slash, or with one at its end only, matches at any depth; one
    that matches a folder covers everything below it, and with a slash at its end it matches nothing but folders.
    """
    return any(_compiled(glob).fullmatch(path) for glob in globs)


_MOST_ALTERNATIVES = 200
_EITHER = re.compile(r"\{([^{}]*)\}")
_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|\[![^\]/]+\]|\[[^\]/]+\]|.", re.DOTALL)
_STAR, _MARK = "*?"
_CROSSING = {"**/": "(?:.*?/)??", "**": ".*?"}


@lru_cache(maxsize=4096)
def _compiled(glob: str) -> re.Pattern[str]:
    several = islice(_alternatives(glob), _MOST_ALTERNATIVES)
    return re.compile("|".join(dict.fromkeys(map(_anchored, several))), re.DOTALL)


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


def _anchored(glob: str) -> str:
    body = glob.strip("/")
    anywhere = "" if "/" in body or glob.startswith("/") else "**/"
    return _translated(_TOKEN.findall(anywhere + body)) + ("/.*" if glob.endswith("/") else "(?:/.*)?")


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
