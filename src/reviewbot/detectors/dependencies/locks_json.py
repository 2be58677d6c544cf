"""Read the locks that are JSON beside npm's: Pipenv's, Composer's and NuGet's."""

from collections.abc import Iterator, Mapping, Sequence

from reviewbot.detectors.dependencies.dependency import Dependency, Digest, host
from reviewbot.detectors.dependencies.json_values import Value, values

_PACKAGES = frozenset({"packages", "packages-dev"})


def pipfile_lock(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read both sections; the digests of a package stand above its version."""
    digests: set[Digest] = set()
    for one in values("\n".join(lines)):
        match one.way:
            case (_, _, "hashes", ""):
                algorithm, _, value = one.text.partition(":")
                digests.add(Digest("", algorithm, value))
            case (_, name, "version"):
                yield Dependency(name, one.text, one.line, digests=frozenset(digests))
                digests = set()
            case _:
                pass


def composer(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read both lists; each package begins with its name, as Composer writes it."""
    said: dict[str, Value] = {}
    for one in values("\n".join(lines)):
        match one.way:
            case (section, "", *inner) if section in _PACKAGES:
                if inner == ["name"]:
                    yield from _package(said)
                    said = {}
                said["/".join(inner)] = one
            case _:
                pass
    yield from _package(said)


def _package(said: Mapping[str, Value]) -> Iterator[Dependency]:
    """Give a package twice: on the line of its version, and on that of its commit, which may change alone."""
    name, version = said.get("name"), said.get("version")
    if not (name and name.text and version):
        return
    address = said.get("dist/url") or said.get("source/url")
    source = host(address.text) if address else ""
    yield Dependency(name.text, version.text, version.line, source)
    commit = said.get("dist/reference") or said.get("source/reference")
    digests = frozenset(_digests(said))
    # A branch is meant to move.
    if commit and digests and not version.text.startswith("dev-") and not version.text.endswith("-dev"):
        yield Dependency(name.text, version.text, commit.line, source, digests)


def _digests(said: Mapping[str, Value]) -> Iterator[Digest]:
    for way, algorithm in (("source/reference", "commit"), ("dist/reference", "commit"), ("dist/shasum", "sha1")):
        if way in said and said[way].text:
            yield Digest(way.partition("/")[0], algorithm, said[way].text)


def nuget(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read the packages of every framework; a project of the same solution has no version that was resolved."""
    resolved: dict[tuple[str, ...], Value] = {}
    for one in values("\n".join(lines)):
        match one.way:
            case ("dependencies", _, _, "resolved"):
                resolved[one.way[:-1]] = one
            case ("dependencies", _, name, "contentHash") if name and one.way[:-1] in resolved:
                version = resolved.pop(one.way[:-1])
                digests = frozenset({Digest("", "sha512", one.text)})
                yield Dependency(name, version.text, version.line, digests=digests)
            case _:
                pass
