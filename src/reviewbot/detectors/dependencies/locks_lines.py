"""Read the locks that have a line for each version: go.sum, Bundler's and Gradle's."""

import re
from collections.abc import Iterator, Sequence

from reviewbot.detectors.dependencies.dependency import Dependency, Digest, host

_LONGEST = 2_000
_GO = re.compile(r"(\S{1,300}) (v[^\s/]{1,100})(/go\.mod)? h1:([A-Za-z0-9+/=]{20,100})$")
# Deeper lines are what a gem needs in turn, which is listed for itself.
_GEM = re.compile(
    r" {2}(?P<nested> {2})?(?P<name>[^\s()]{1,200}) \((?P<version>[^()\s-]{1,100})(?:-(?P<platform>[^()\s]{1,100}))?\)"
)
_REMOTE = "  remote: "
_GEM_DIGEST = re.compile(r"\b(sha\d{1,3})=([0-9a-f]{16,128})")
_GRADLE = re.compile(r"(?P<name>[^\s:=#]{1,200}:[^\s:=]{1,200}):(?P<version>[^\s:=]{1,100})=")


def go_sum(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read the hashes of modules and of what they require."""
    for number, line in enumerate(lines, 1):
        found = _GO.match(line)
        if found:
            name, version, file, value = found.groups(default="")
            yield Dependency(name, version, number, digests=frozenset({Digest(file, "h1", value)}))


def bundler(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read the gems of every source but the repository's own; later versions list the checksums apart."""
    section, remote, sources = "", "", dict[str, str]()
    for number, raw in enumerate(lines, 1):
        line = raw[:_LONGEST]
        if line and not line.startswith(" "):
            section, remote = line.rstrip(), ""
        elif line.startswith(_REMOTE):
            remote = host(line.removeprefix(_REMOTE))
        elif found := _GEM.match(line):
            name, version = found["name"], found["version"]
            if found["nested"] and section in {"GEM", "GIT"}:
                sources[name] = remote
                yield Dependency(name, version, number, remote)
            elif section == "CHECKSUMS" and (digests := _checksums(line, found["platform"] or "")):
                yield Dependency(name, version, number, sources.get(name, ""), digests)


def _checksums(line: str, platform: str) -> frozenset[Digest]:
    return frozenset(Digest(platform, algorithm, value) for algorithm, value in _GEM_DIGEST.findall(line))


def gradle(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read the versions: Gradle keeps digests in a file of their own, if at all."""
    for number, line in enumerate(lines, 1):
        found = _GRADLE.match(line)
        if found:
            yield Dependency(found["name"], found["version"], number)
