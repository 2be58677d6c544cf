"""What is left to read of a change whose earlier commits were reviewed completely."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewbot.diff.promises import has_broken, is_schema, promised
from reviewbot.domain.chunk import Piece
from reviewbot.domain.diff import ChangedLines, FileDiff, UnreadFile
from reviewbot.domain.finding import Fingerprint
from reviewbot.domain.levels import Confidence
from reviewbot.domain.source import Versions
from reviewbot.earlier import Earlier
from reviewbot.findings.fingerprint import fingerprint

_NOTHING = ChangedLines()

Cut = Callable[[str, ChangedLines], Piece | None]
"""Cuts what is shown of a file, by its path, to some of its changed lines; None where they call for no question."""


@dataclass(frozen=True, slots=True)
class Remaining:
    """What an agent is to be shown.

    `whole` is what the change is read by as a whole: None for all that is shown, empty where nobody has to. `dismissed`
    are suspicions of detectors that the agent was told of when it read their lines, and did not share.
    """

    pieces: tuple[Piece, ...]
    whole: tuple[Piece, ...] | None = None
    dismissed: frozenset[Fingerprint] = frozenset()
    notes: tuple[str, ...] = ()


def remaining(
    pieces: Sequence[Piece], read: Mapping[str, Versions], cut: Cut, earlier: Earlier, stood: frozenset[Fingerprint]
) -> Remaining:
    """Leave what holds a line that was not covered.

    The change as a whole is read again only if what other files may rely on is not what it was, or a schema changed.
    """
    new = [piece for piece in pieces if _unseen(piece, earlier) != _NOTHING]
    left = [one for piece in new if (one := cut(piece.file.path, _unseen(piece, earlier))) is not None]
    before = {file.path: file for file in earlier.diff.files}
    is_broken = any(_has_broken(piece, read[piece.file.path], before, earlier) for piece in new)
    return Remaining(
        tuple(left),
        tuple(_outlined(pieces, read, cut, earlier)) if is_broken else (),
        frozenset(_dismissed(pieces, stood)),
        tuple(_noted(len(pieces) - len(new), earlier)),
    )


def _has_broken(piece: Piece, versions: Versions, before: Mapping[str, FileDiff], earlier: Earlier) -> bool:
    """Tell whether a file takes back what others may rely on since it was reviewed, or against the base if never."""
    was = before.get(piece.file.path)
    then = earlier.contents.versions(was) if was else versions
    if is_schema(piece.file.path, piece.kind) or versions.head is None or isinstance(then, UnreadFile):
        return True
    return has_broken(then.head if was else then.base, versions.head)


def _outlined(pieces: Sequence[Piece], read: Mapping[str, Versions], cut: Cut, earlier: Earlier) -> Iterator[Piece]:
    """Give what the change is read by as a whole: what is new, and all that one file may promise another."""
    for piece in pieces:
        head, new = read[piece.file.path].head, _unseen(piece, earlier)
        kept = promised(piece.file, head, piece.kind) if head else _NOTHING
        outlined = cut(piece.file.path, ChangedLines(new.added | kept.added, new.removed | kept.removed))
        if outlined is not None:
            yield outlined


def _unseen(piece: Piece, earlier: Earlier) -> ChangedLines:
    return earlier.unseen.get(piece.file.path, _NOTHING)


def _dismissed(pieces: Sequence[Piece], stood: frozenset[Fingerprint]) -> Iterator[Fingerprint]:
    for piece in pieces:
        for one in piece.evidence:
            identity = fingerprint(one)
            if one.confidence is Confidence.LOW and one.item in piece.items and identity in stood:
                yield identity


def _noted(count: int, earlier: Earlier) -> Iterator[str]:
    if count:
        files, are = ("file was", "is") if count == 1 else ("files were", "are")
        yield f"{count:,} {files} reviewed before, at {earlier.checkpoint.head_sha[:7]}, and {are} unchanged since."
