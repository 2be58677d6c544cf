"""Say which comments hold a new memory, so that the one before it stays readable until the new one is whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewbot.output.memory import edition, newest


@dataclass(frozen=True, slots=True)
class Slots:
    """Comments to edit, by id and with their new text, and texts of comments to create."""

    edits: tuple[tuple[int, str], ...] = ()
    creations: tuple[str, ...] = ()


def slots(existing: Sequence[tuple[int, str]], parts: Sequence[str]) -> Slots:
    """Put the parts of a new memory where no comment of the newest readable one stands.

    `existing` are our own comments that hold memory, by id. Whoever is killed between two writes leaves the old memory
    as it was, and whoever starts again finds the parts that are there already and writes the others.
    """
    ordered = sorted(existing)
    current = newest([body for _, body in ordered])
    free = [(id_, body) for id_, body in ordered if current is None or edition(body) != current]
    written = {body for _, body in ordered}
    missing = [part for part in parts if part not in written]
    room = [id_ for id_, body in free if body not in parts]
    edits = tuple(zip(room, missing, strict=False))
    return Slots(edits, tuple(missing[len(edits) :]))
