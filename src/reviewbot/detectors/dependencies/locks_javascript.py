"""Read the locks of npm (all three versions), Yarn (classic and later) and pnpm."""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from reviewbot.detectors.dependencies.dependency import Dependency, Digest, host
from reviewbot.detectors.dependencies.json_values import values

_MODULES = "node_modules/"
_LONGEST = 2_000
_INTEGRITY = re.compile(r"\b(sha\d{1,3})-([A-Za-z0-9+/=]{16,200})")
_SHA1 = re.compile(r"#([0-9a-f]{40})$")
_ADDRESS = re.compile(r"https?://[^\s\"'},]{1,900}")
_YARN = re.compile(r"\"?(@?[^@\s\"]{1,200})@")
_YARN_VALUE = re.compile(r"  \"?(version|resolved|resolution|integrity|checksum)\"?:?\s\"?([^\"]{1,1500})")
# The version that Yarn fetched; the one beside it is the package's own word.
_FETCHED = re.compile(r"@npm:(\d[^:\s]{0,100})")
_CACHE = re.compile(r"  cacheKey: (\S{1,20})")
# What is patched or built here has a checksum of its own, which changes with every edit.
_OWN = re.compile(r"@(?:patch|workspace|portal|link|file):")
_PNPM = re.compile(
    r"  [\"']?(?:[\w.-]{1,100}\.[a-z]{2,10}(?=/))?/?(?P<name>@[^/@\s]{1,200}/[^/@\s]{1,200}|[^/@\s]{1,200})"
    r"[@/](?P<version>\d[^:('\"\s_/]{0,100})[^:]{0,900}:$"
)
_RESOLUTION = ("resolution:", "integrity:", "tarball:", "registry:")


def npm(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read `packages` of the later versions and the nested `dependencies` of the first."""
    way: tuple[str, ...] = ()
    said, line = dict[str, str](), 0
    for one in values("\n".join(lines)):
        if one.way[:-1] != way:
            yield from _locked(_npm_name(way), said, line)
            way, said, line = one.way[:-1], {}, one.line
        said[one.way[-1]] = one.text
        line = one.line if one.way[-1] == "version" else line
    yield from _locked(_npm_name(way), said, line)


def _npm_name(way: tuple[str, ...]) -> str:
    match way:
        case ("packages", place):
            return place.rpartition(_MODULES)[2] if _MODULES in place else ""
        case _:
            is_locked = len(way) % 2 == 0 and set(way[::2]) == {"dependencies"}
            return way[-1] if is_locked else ""


def yarn(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read both formats; the later one's checksums are those of Yarn's own archives, which its cache key names."""
    name, said, line, key = "", dict[str, str](), 0, ""
    for number, raw in enumerate(lines, 1):
        text = raw[:_LONGEST].rstrip()
        if text and not text.startswith((" ", "#")):
            yield from _locked(name, said, line)
            opens = _YARN.match(text)
            name, said = (opens[1] if opens else ""), {}
        elif value := _YARN_VALUE.match(text):
            said[value[1]] = f"{key}/{value[2]}" if value[1] == "checksum" and "/" not in value[2] else value[2]
            line = number if value[1] == "version" else line
        elif cache := _CACHE.match(text):
            key = cache[1]
    yield from _locked(name, said, line)


def pnpm(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read the packages of any version: `/name/1.0.0`, `/name@1.0.0` or `name@1.0.0`, with peers behind it."""
    name, said, line = "", dict[str, str](), 0
    for number, raw in enumerate(lines, 1):
        text = raw[:_LONGEST].rstrip()
        if text and not text.startswith("   "):
            yield from _locked(name, said, line)
            found = _PNPM.match(text)
            name, said, line = (found["name"], {"version": found["version"]}, number) if found else ("", {}, 0)
        elif name and text.lstrip().startswith(_RESOLUTION):
            said["integrity"] = said.get("integrity", "") + text
            address = _ADDRESS.search(text)
            said |= {"resolved": address[0]} if address else {}
    yield from _locked(name, said, line)


def _locked(name: str, said: Mapping[str, str], line: int) -> Iterator[Dependency]:
    place = said.get("resolved") or unquote(said.get("resolution", ""))
    if name and "version" in said and not _OWN.search(place):
        address, fetched = _ADDRESS.search(place), _FETCHED.search(place)
        version = fetched[1] if fetched else said["version"]
        yield Dependency(name, version, line, host(address[0]) if address else _of_git(place), _digests(said))


def _of_git(place: str) -> str:
    """Give the host of a repository that is reached by another protocol."""
    _, mark, behind = place.partition("git+")
    return host(behind) if mark else ""


def _digests(said: Mapping[str, str]) -> frozenset[Digest]:
    integrity = {Digest("", algorithm, value) for algorithm, value in _INTEGRITY.findall(said.get("integrity", ""))}
    key, mark, checksum = said.get("checksum", "").partition("/")
    built = {Digest("", f"cache {key}", checksum)} if mark else set()
    short = _SHA1.search(said.get("resolved", ""))
    return frozenset(integrity | built | ({Digest("", "sha1 of the address", short[1])} if short else set()))
