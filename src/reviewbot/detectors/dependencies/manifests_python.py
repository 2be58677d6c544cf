"""Read the manifests of Python: requirements, pyproject.toml in its dialects, Pipfile."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reviewbot.detectors.dependencies.dependency import Dependency, Digest
from reviewbot.detectors.dependencies.manifests_toml import tables
from reviewbot.detectors.dependencies.toml_lines import lines_of, texts

_LONGEST = 2_000
_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,150}"
_REQUIREMENT = re.compile(
    rf"(?P<name>{_NAME})\s{{0,9}}(?:\[[^\]]{{0,200}}\])?\s{{0,9}}(?P<wanted>@\s{{0,9}}\S{{1,900}}|\(?[<>=!~].{{1,300}})?$"
)
_DIRECT = re.compile(r"(?:git|hg|svn|bzr)\+|https?://")
_EGG = re.compile(rf"#egg=({_NAME})")
_REST = re.compile(r"\s#|;|\s--")
_HASH = re.compile(r"--hash[=\s](sha\d{1,3}):([0-9a-f]{16,128})")
_LOCAL = (".", "/", "file:")
_POETRY = re.compile(r"tool\.poetry\.(?:group\.[\w-]{1,100}\.|dev-)?dependencies(?:\.(?P<name>[\w.-]{1,100}))?")
_SOURCES = re.compile(r"tool\.uv\.sources(?:\.(?P<name>[\w.-]{1,100}))?")
_PIPFILE = re.compile(r"(?:dev-)?packages(?P<name>)")
_INCLUDED = re.compile(r"\{\s{0,9}include-group\s{0,9}=[^{}]{0,200}\}")
_LISTS = frozenset({"project.optional-dependencies", "dependency-groups", "tool.pdm.dev-dependencies"})
_KEYS = {
    "project": ("dependencies", "optional-dependencies"),
    "build-system": ("requires",),
    "tool.uv": ("dev-dependencies",),
}


def requirements(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read a file for pip: a name alone means any version, unless another file constrains it."""
    is_constrained = any(line.startswith(("-c", "--constraint", "--no-index")) for line in lines)
    for one in constraints(lines):
        is_open = not (one.wanted or one.digests or is_constrained)
        yield replace(one, wanted="*") if is_open else one


def constraints(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read what constrains other files, or what they are made from: there, a name alone is fine."""
    for number, text in _logical(lines):
        bare = _REST.split(text, maxsplit=1)[0].strip()
        digests = frozenset(Digest("", algorithm, value) for algorithm, value in _HASH.findall(text))
        editable = bare.removeprefix("-e ").removeprefix("--editable ").strip()
        if _DIRECT.match(editable):
            egg = _EGG.search(editable)
            name = _normal(egg[1]) if egg else _repository(editable)
            yield Dependency(name, editable, number, digests=digests)
        elif (found := _REQUIREMENT.match(bare)) and not bare.startswith(_LOCAL):
            yield Dependency(_normal(found["name"]), (found["wanted"] or "").strip(), number, digests=digests)


def pyproject(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read the lists of the standard and of uv and PDM, and the tables of Poetry."""
    for one in (*tables(lines, _POETRY), *(each for each in tables(lines, _SOURCES) if each.wanted.startswith("git+"))):
        yield replace(one, name=_normal(one.name))
    for line in lines_of(lines):
        if line.table in _LISTS or line.key.partition(".")[0] in _KEYS.get(line.table, ()):
            for text in texts(_INCLUDED.sub("", line.text)):
                found = _REQUIREMENT.match(text.partition(";")[0].strip())
                if found:
                    yield Dependency(_normal(found["name"]), (found["wanted"] or "").strip(), line.number)


def pipfile(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read both lists of a Pipfile."""
    yield from tables(lines, _PIPFILE)


def _logical(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Join what a backslash at the end continues, under the number of its first line."""
    parts, start = list[str](), 0
    for number, raw in enumerate(lines, 1):
        text = raw[:_LONGEST].strip()
        start = start if parts else number
        parts.append(text.removesuffix("\\").rstrip())
        if not text.endswith("\\"):
            yield start, " ".join(parts)
            parts = []
    if parts:
        yield start, " ".join(parts)


def _repository(address: str) -> str:
    """Name what an address leads to by its last part, without the reference behind it."""
    last = address.partition("#")[0].rstrip("/").rpartition("/")[2].partition("@")[0]
    return last.removesuffix(".git") or address


def _normal(name: str) -> str:
    """Write a name as PyPI compares it: PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()
