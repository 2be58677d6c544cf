"""Compare manifests and lock files: what came, what moved, what is not pinned, and what is not what it was."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from reviewbot.detectors.dependencies.dependency import Dependency
from reviewbot.detectors.dependencies.locks import lock_reader
from reviewbot.detectors.dependencies.manifests import manifest_reader
from reviewbot.detectors.dependencies.pins import is_unpinned, major
from reviewbot.detectors.revisions import Files, Revisions
from reviewbot.domain.contract import Change, Compared, Impact
from reviewbot.domain.diff import Side
from reviewbot.domain.source import Source, Versions

_MOST_LINES = 200_000
_REGISTRY = "the registry"
# What an address says before its host may be a password.
_CREDENTIALS = re.compile(r"://[^/@\s]{1,500}@")
_LOCKS = {
    "package.json": (
        "package-lock.json",
        "npm-shrinkwrap.json",
        "yarn.lock",
        "pnpm-lock.yaml",
        "bun.lock",
        "bun.lockb",
    ),
    "pyproject.toml": ("poetry.lock", "uv.lock", "pdm.lock", "pylock.toml"),
    "Pipfile": ("Pipfile.lock",),
    "Cargo.toml": ("Cargo.lock",),
    "Gemfile": ("Gemfile.lock",),
}


class Kind(StrEnum):
    """What a detector may ask for in `changes`."""

    ADDED = "dependency-added"
    MOVED = "dependency-moved"
    LOWERED = "dependency-lowered"
    UNPINNED = "dependency-unpinned"
    SOURCE_ADDED = "source-added"
    SOURCE_CHANGED = "source-changed"
    DIGEST_CHANGED = "digest-changed"


def is_about(path: str) -> bool:
    """Tell whether a file names dependencies, by its name."""
    return manifest_reader(path) is not None or lock_reader(path) is not None


def dependencies(source: Source) -> tuple[Dependency, ...]:
    """List what a manifest or lock file names; of what is longer than 200,000 lines, the beginning."""
    reader = manifest_reader(source.path) or lock_reader(source.path)
    return tuple(reader(source.lines[:_MOST_LINES])) if reader else ()


def changes(revisions: Revisions) -> Compared:
    """Compare each changed manifest and lock file with itself; a new one has nothing to compare with but pins."""
    found = (one for versions in revisions.changed for one in _of_file(versions, revisions.head))
    # A lock may list a package twice, and a manifest may name it in two places.
    once = {(one.path, one.kind, one.subject): one for one in reversed(list(found))}
    return Compared(tuple(sorted(once.values(), key=lambda one: (one.path, one.line, one.kind))))


def _of_file(versions: Versions, files: Files) -> Iterator[Change]:
    if versions.head is None:
        return
    before = dependencies(versions.base) if versions.base else ()
    after = dependencies(versions.head)
    if manifest_reader(versions.head.path):
        yield from _unpinned(versions.head, before, after, files)
        yield from _moved(versions.head, before, after) if versions.base else ()
    else:
        yield from _elsewhere(versions.head, before, after) if versions.base else ()
    yield from _other(versions.head, before, after)


def _unpinned(
    head: Source, before: Sequence[Dependency], after: Sequence[Dependency], files: Files
) -> Iterator[Change]:
    known = {(one.name, one.wanted) for one in before}
    new = [one for one in after if (one.name, one.wanted) not in known]
    found = [one for one in new if not (one.is_ours or one.is_shared or one.digests) and is_unpinned(one.wanted)]
    if found and not _is_locked(head.path, files):
        was = {one.name: one.wanted for one in before}
        yield from (_change(Kind.UNPINNED, head, one, _way(was.get(one.name), one.wanted)) for one in found)


def _is_locked(path: str, files: Files) -> bool:
    """Tell whether a lock file stands beside a manifest or above it, which then decides what is installed."""
    folder, _, name = path.rpartition("/")
    parts = folder.split("/") if folder else []
    folders = ["".join(f"{part}/" for part in parts[:count]) for count in range(len(parts) + 1)]
    paths = set(files.paths()) if name in _LOCKS else set[str]()
    return any(f"{above}{lock}" in paths for above in folders for lock in _LOCKS.get(name, ()))


def _moved(head: Source, before: Sequence[Dependency], after: Sequence[Dependency]) -> Iterator[Change]:
    """Say what is new, and what moved to a major version that the file did not name."""
    earlier, now = _by_name(before), _by_name(after)
    for name, several in now.items():
        kept = {one.wanted for one in several}
        gone = next((one for one in earlier.get(name, ()) if one.wanted not in kept), None)
        known = {major(one.wanted) for one in earlier.get(name, ())}
        for one in several:
            new = major(one.wanted)
            if name not in earlier and not one.is_ours:
                yield _change(Kind.ADDED, head, one, one.wanted)
            elif gone and new is not None and not known & {new, None}:
                kind = Kind.MOVED if new > (major(gone.wanted) or 0) else Kind.LOWERED
                yield _change(kind, head, one, _way(gone.wanted, one.wanted))


def _elsewhere(head: Source, before: Sequence[Dependency], after: Sequence[Dependency]) -> Iterator[Change]:
    """Say what a lock fetches from another host than before, and what is new from a host that nothing came from."""
    earlier, hosts = _by_name(before), {one.source for one in before}
    for one in after:
        were = {each.source for each in earlier.get(one.name, ())}
        if were and one.source not in were:
            way = _way(", ".join(sorted(each or _REGISTRY for each in were)), one.source or _REGISTRY)
            yield _change(Kind.SOURCE_CHANGED, head, one, way)
        elif not were and one.source not in hosts | {""}:
            yield _change(Kind.SOURCE_ADDED, head, one, one.source)


def _other(head: Source, before: Sequence[Dependency], after: Sequence[Dependency]) -> Iterator[Change]:
    """Say of what version the contents changed, each place that lists it for itself."""
    known: dict[tuple[str, str], list[Mapping[tuple[str, str], frozenset[str]]]] = defaultdict(list)
    for one in before:
        known[one.name, one.wanted].append(_contents(one))
    for one in after:
        earlier = known.get((one.name, one.wanted), [])
        for key, values in _contents(one).items():
            were = [each[key] for each in earlier if key in each]
            # More digests, or fewer, mean more platforms or fewer.
            if were and not any(values <= each or each <= values for each in were):
                yield _change(Kind.DIGEST_CHANGED, head, one, one.wanted)


def _contents(one: Dependency) -> Mapping[tuple[str, str], frozenset[str]]:
    """Collect what can be compared: by file and algorithm, the digests."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for digest in one.digests:
        key = digest.file, digest.algorithm
        found[key] = found.get(key, frozenset()) | {digest.value}
    return found


def _by_name(several: Iterable[Dependency]) -> Mapping[str, Sequence[Dependency]]:
    found: dict[str, list[Dependency]] = defaultdict(list)
    for one in several:
        found[one.name].append(one)
    return dict(found)


def _way(was: str | None, now: str) -> str:
    return f"{was} → {now}" if was else now


_IMPACTS = {Kind.ADDED: Impact.SAFE, Kind.DIGEST_CHANGED: Impact.BREAKING}


def _change(kind: Kind, head: Source, one: Dependency, detail: str) -> Change:
    impact = _IMPACTS.get(kind, Impact.DANGEROUS)
    name, said = (_CREDENTIALS.sub("://", text) for text in (one.name, detail))
    return Change(kind, impact, head.path, Side.RIGHT, one.line, name, name, head.path, said)
