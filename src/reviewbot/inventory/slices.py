"""Divide a repository into slices: related code that is read together, each file in exactly one of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from reviewbot.domain.audit import Slice
from reviewbot.inventory.homes import Home, homes, within

LARGEST = 120_000
"""Bytes of a slice's files at most, where it has more than one file."""

MOST_FILES = 150
"""Files of a slice at most."""

_TINY = 12_000
"""Bytes of a folder that is read with the one above it."""

_NAMED = 3
"""Topics that the title of a part names."""

_TOP, _TOP_TITLE = ".", "(top level)"
_PART = "//"
"""What stands between a folder and its part: no path that git knows has it."""


@dataclass(frozen=True, slots=True)
class _Member:
    """A file, its bytes and its home; `topic` is what it is about in the folder where it is read."""

    path: str
    size: int
    home: Home
    topic: str


def sliced(files: Sequence[tuple[str, int]]) -> tuple[Slice, ...]:
    """Divide files, given by path and bytes, into slices, sorted by id; nothing else decides.

    A module's models, routes, migrations and tests share its slice. A folder that is too large is divided by what its
    files are about, so that one file more divides one part at most; a tiny one goes to the folder above.
    """
    sizes = dict(files)
    members = [_Member(path, sizes[path], home, home.topic) for path, home in homes(sizes).items()]
    slices = (one for folder, several in _folders(members).items() for one in _divided(folder, several))
    return tuple(sorted(slices, key=lambda one: one.id))


def _folders(members: Iterable[_Member]) -> Mapping[str, Sequence[_Member]]:
    """Bring members to their folders; what is tiny goes to the folder above, the deepest first."""
    folders = dict[str, list[_Member]]()
    for one in members:
        folders.setdefault(one.home.folder, []).append(one)
    by_depth = dict[int, set[str]]()
    for folder in folders:
        by_depth.setdefault(_depth(folder), set()).add(folder)
    for depth in range(max(by_depth, default=0), 0, -1):
        for folder in by_depth.get(depth, ()):
            if sum(one.size for one in folders[folder]) < _TINY:
                above = folder.rpartition("/")[0]
                folders.setdefault(above, []).extend(folders.pop(folder))
                by_depth.setdefault(depth - 1, set()).add(above)
    return folders


def _depth(folder: str) -> int:
    return folder.count("/") + 1 if folder else 0


def _divided(folder: str, several: Sequence[_Member]) -> Iterator[Slice]:
    """Give a folder as one slice if it fits; else each large topic by itself, and the others by digests of topics."""
    members = sorted((replace(one, topic=within(one.home, folder)) for one in several), key=lambda one: one.path)
    if _fits(members):
        yield _slice(folder, "", members)
        return
    topics = dict[str, list[_Member]]()
    for one in members:
        topics.setdefault(one.topic, []).append(one)
    large = {topic: group for topic, group in topics.items() if not _fits(group)}
    for topic, group in large.items():
        for bits, part in _halved(group, lambda one: one.path):
            # The full stop keeps a topic's parts apart from those of several.
            yield _slice(folder, f"{topic}.{bits}", part)
    for bits, part in _halved([one for one in members if one.topic not in large], lambda one: one.topic):
        yield _slice(folder, bits or "rest", part)


def _halved(members: Sequence[_Member], key: Callable[[_Member], str]) -> Iterator[tuple[str, Sequence[_Member]]]:
    """Halve by the bits of a digest until every part fits; each comes with its bits."""
    pending = [("", members)] if members else []
    while pending:
        bits, several = pending.pop()
        if _fits(several):
            yield bits, several
        else:
            for bit in (0, 1):
                half = [one for one in several if _bit(key(one), len(bits)) == bit]
                pending += [(f"{bits}{bit}", half)] if half else []


def _fits(members: Sequence[_Member]) -> bool:
    return len(members) == 1 or (len(members) <= MOST_FILES and sum(one.size for one in members) <= LARGEST)


def _bit(text: str, number: int) -> int:
    digest = sha256(text.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest, "little") >> number & 1


def _slice(folder: str, part: str, members: Sequence[_Member]) -> Slice:
    name = folder or _TOP_TITLE
    topics = sorted({one.topic for one in members})
    few = ", ".join(topics[:_NAMED]) + (", …" if len(topics) > _NAMED else "")
    return Slice(
        id=f"{folder}{_PART}{part}" if part else folder or _TOP,
        title=f"{name}: {few}" if part else name,
        paths=tuple(one.path for one in members),
        size=sum(one.size for one in members),
        risk=0,
    )
