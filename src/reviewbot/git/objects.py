"""Contents of many blobs through one git process."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reviewbot.domain.diff import Sha
from reviewbot.git.repository import NO_FETCH, Environment, Repository, attempt

_MISSING = "its contents are not in this clone and could not be fetched"


@dataclass(frozen=True, slots=True)
class Unread:
    """A blob whose contents are not given, and why: too large to be read by design, or missing."""

    reason: str
    is_too_large: bool = False


def contents(repository: Repository, blobs: Iterable[Sha], largest: int) -> Mapping[Sha, bytes | Unread]:
    """Read blobs; one of more than `largest` bytes is never read, and one that fails costs no other."""
    wanted = tuple(dict.fromkeys(blobs))
    sizes = _checked(repository, wanted)
    readable = tuple(blob for blob in wanted if sizes.get(blob, largest + 1) <= largest)
    read = _read(repository, readable)
    return {blob: read[blob] if blob in read else _unread(sizes.get(blob), largest) for blob in wanted}


def held(repository: Repository, blobs: Iterable[Sha]) -> frozenset[Sha]:
    """Give those blobs whose contents are in this clone, or can be fetched where the repository allows it."""
    return frozenset(_checked(repository, tuple(dict.fromkeys(blobs))))


def sizes(repository: Repository, blobs: Iterable[Sha]) -> Mapping[Sha, int]:
    """Give the bytes of those blobs whose contents are in this clone, or can be fetched."""
    return _checked(repository, tuple(dict.fromkeys(blobs)))


def _unread(size: int | None, largest: int) -> Unread:
    is_too_large = size is not None and size > largest
    return Unread(f"larger than {largest:,} bytes" if is_too_large else _MISSING, is_too_large)


def _checked(repository: Repository, blobs: tuple[Sha, ...]) -> dict[Sha, int]:
    return {blob: size for blob, size, _ in _asked(repository, "--batch-check", blobs)}


def _read(repository: Repository, blobs: tuple[Sha, ...]) -> dict[Sha, bytes]:
    return {blob: data for blob, _, data in _asked(repository, "--batch", blobs)}


def _asked(repository: Repository, mode: str, blobs: tuple[Sha, ...]) -> Iterator[tuple[Sha, int, bytes]]:
    environment: Environment = ()
    while blobs:
        names = "".join(f"{blob}\n" for blob in blobs).encode()
        result = attempt(repository, "cat-file", mode, stdin=names, environment=environment)
        answers = tuple(_answers(result.stdout, has_data=mode == "--batch"))
        yield from ((blob, size, data) for blob, size, data in answers if size is not None)
        # In a partial clone git gives up at the first blob that it cannot fetch: go on behind that one.
        blobs = blobs[len(answers) + 1 :] if result.returncode else ()
        environment = NO_FETCH


def _answers(output: bytes, *, has_data: bool) -> Iterator[tuple[Sha, int | None, bytes]]:
    position = 0
    while (end := output.find(b"\n", position)) >= 0:
        name, _, rest = output[position:end].decode().partition(" ")
        kind, _, size = rest.partition(" ")
        length = int(size) if kind == "blob" else None
        position = end + 1
        data = b""
        if has_data and length is not None:
            data = output[position : position + length]
            position += length + 1
        yield Sha(name), length, data
