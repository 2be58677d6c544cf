"""Read the dependencies that people write down, line by line: an odd line costs no more than itself."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from reviewbot.detectors.dependencies.dependency import Dependency
from reviewbot.detectors.dependencies.json_values import values
from reviewbot.detectors.dependencies.manifests_built import actions, images
from reviewbot.detectors.dependencies.manifests_python import constraints, pipfile, pyproject, requirements
from reviewbot.detectors.dependencies.manifests_toml import cargo
from reviewbot.domain.paths import names

Reader = Callable[[Sequence[str]], Iterator[Dependency]]

_SECTIONS = frozenset({"dependencies", "devDependencies", "optionalDependencies", "peerDependencies"})
_NEAR = ("workspace:", "file:", "link:", "portal:", "catalog:", ".", "/", "~/")
_LONGEST = 2_000
_GO = re.compile(r"\s*(?P<name>[\w.-]{1,100}\.[\w./~-]{1,300})\s{1,9}(?P<wanted>v\d\S{0,100})")
_GO_BLOCK = re.compile(r"(require|exclude|retract|replace)\b\s{0,9}(\(?)")
_GEM = re.compile(r"\s*gem[\s(]\s{0,9}[\"'](?P<name>[\w.-]{1,100})[\"'](?P<rest>.*)$")
_GEM_KEY = re.compile(r"\b(git|github|ref|tag|branch|path)(?::|\"?\s{0,9}=>)\s{0,9}[\"']([^\"']{1,300})")
_GEM_VERSION = re.compile(r"\s{0,9},\s{0,9}[\"']([^\"']{1,100})")


def manifest_reader(path: str) -> Reader | None:
    """Choose the reader for a manifest by its name; None for any other file."""
    found = (reader for globs, reader in _READERS.items() if any(names(glob, path) for glob in globs))
    return next(found, None)


def _package_json(lines: Sequence[str]) -> Iterator[Dependency]:
    for one in values("\n".join(lines)):
        if len(one.way) == 2 and one.way[0] in _SECTIONS:
            section, name = one.way
            is_ours = one.text.startswith(_NEAR)
            yield Dependency(name, one.text or "*", one.line, is_ours=is_ours, is_shared=section == "peerDependencies")


def _go_mod(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read what is required directly: the others are as good as locked."""
    block = ""
    for number, raw in enumerate(lines, 1):
        line = raw[:_LONGEST]
        opens = _GO_BLOCK.match(line)
        if opens and opens[2]:
            block = opens[1]
        elif line.startswith(")"):
            block = ""
        verb = opens[1] if opens else block
        found = _GO.match(line, opens.end() if opens else 0)
        if found and verb == "require" and "// indirect" not in line:
            yield Dependency(found["name"], found["wanted"], number)


def _gemfile(lines: Sequence[str]) -> Iterator[Dependency]:
    text, start = "", 0
    for number, raw in enumerate(lines, 1):
        start = start if text else number
        text += raw[:_LONGEST]
        # A call goes on below a comma.
        if not raw.rstrip().endswith(",") or len(text) > _LONGEST:
            yield from _gem(text[:_LONGEST], start)
            text = ""
    yield from _gem(text, start)


def _gem(text: str, number: int) -> Iterator[Dependency]:
    found = _GEM.match(text)
    if found is None:
        return
    said = dict(_GEM_KEY.findall(found["rest"]))
    place = said.get("git") or said.get("github")
    version = _GEM_VERSION.match(found["rest"])
    fixed = said.get("ref") or said.get("tag") or (f"branch={said['branch']}" if "branch" in said else "")
    wanted = f"git+{place}#{fixed}" if place else version[1] if version else ""
    yield Dependency(found["name"], wanted, number, is_ours="path" in said)


_READERS: Mapping[tuple[str, ...], Reader] = {
    ("*requirements*.txt", "requirements/*.txt"): requirements,
    ("constraints*.txt", "*requirements*.in"): constraints,
    ("pyproject.toml",): pyproject,
    ("Pipfile",): pipfile,
    ("Cargo.toml",): cargo,
    ("package.json",): _package_json,
    ("go.mod",): _go_mod,
    ("Gemfile",): _gemfile,
    ("Dockerfile", "Dockerfile.*", "*.Dockerfile", "*.dockerfile", "Containerfile"): images,
    (".github/workflows/*.yml", ".github/workflows/*.yaml", "action.yml", "action.yaml"): actions,
}
