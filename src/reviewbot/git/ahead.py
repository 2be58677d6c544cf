"""Contents of the files of a snapshot, some read ahead: never all of them at once."""

from collections.abc import Iterator, Sequence

from reviewbot.domain.diff import Sha
from reviewbot.git.objects import Unread, contents
from reviewbot.git.repository import Repository
from reviewbot.git.snapshot import Entry

_BYTES_AT_ONCE = 4_000_000
_FILES_AT_ONCE = 500


def read_ahead(
    repository: Repository, entries: Sequence[Entry], largest: int
) -> Iterator[tuple[Entry, bytes | Unread]]:
    """Read files in their order, each few megabytes by one git process; one of more than `largest` bytes never."""
    for some in _batches(entries, largest):
        read = contents(repository, (one.blob for one in some), largest)
        yield from ((one, read[Sha(one.blob)]) for one in some)


def _batches(entries: Sequence[Entry], largest: int) -> Iterator[list[Entry]]:
    batch, held = list[Entry](), 0
    for one in entries:
        size = min(one.size or 0, largest)
        if batch and (held + size > _BYTES_AT_ONCE or len(batch) == _FILES_AT_ONCE):
            yield batch
            batch, held = [], 0
        batch.append(one)
        held += size
    if batch:
        yield batch
