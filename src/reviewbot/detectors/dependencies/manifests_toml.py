"""Read tables of dependencies in TOML: a name, and a constraint or an inline table."""

import re
from collections.abc import Iterator, Mapping, Sequence

from reviewbot.detectors.dependencies.dependency import Dependency
from reviewbot.detectors.dependencies.toml_lines import inner, lines_of, texts

_CARGO = re.compile(r"(?:.{1,100}\.)?(?:dev-|build-)?dependencies(?:\.(?P<name>[\w-]{1,100}))?")


def cargo(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read a Cargo.toml; what it patches or replaces is none of it."""
    yield from tables(lines, _CARGO)


def tables(lines: Sequence[str], wanted: re.Pattern[str]) -> Iterator[Dependency]:
    """Read the tables whose names match, each with many dependencies, or one where the name has a group `name`."""
    own, said, start = "", dict[str, str](), 0
    for line in lines_of(lines):
        found = wanted.fullmatch(line.table)
        name = (found["name"] or "") if found else ""
        if line.opens and not line.key:
            yield from _known(own, said, start)
            own, said, start = name, {}, line.number
        elif found and line.opens and name:
            said[line.key] = next(iter(texts(line.text)), line.text.strip())
        elif found and line.opens and line.key != "python" and not line.key.endswith(".workspace"):
            yield from _entry(line.key, line.text, line.number)
    yield from _known(own, said, start)


def _entry(name: str, text: str, number: int) -> Iterator[Dependency]:
    if text.lstrip().startswith("{"):
        yield from _known(name, inner(text), number)
    elif plain := texts(text)[:1]:
        yield Dependency(name, plain[0], number)


def _known(name: str, said: Mapping[str, str], number: int) -> Iterator[Dependency]:
    if name and said:
        is_ours = "path" in said or "workspace" in said
        yield Dependency(name, _wanted(said), number, is_ours=is_ours)


def _wanted(said: Mapping[str, str]) -> str:
    if "git" not in said:
        return said.get("version", said.get("url", ""))
    fixed = said.get("rev") or said.get("tag") or (f"branch={said['branch']}" if "branch" in said else "")
    return f"git+{said['git']}#{fixed}"
