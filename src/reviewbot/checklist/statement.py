"""Read a statement detector from an item's front matter."""

import re

from reviewbot.checklist.fields import Fields, nearest
from reviewbot.domain.hazard import Hazard
from reviewbot.domain.item import StatementDetector, Wording
from reviewbot.domain.levels import Confidence

_KEYS = frozenset({"confidence", "requires", "wording", "statement", "paths"})
_PLACE = re.compile(r"\$([A-Z_][A-Z0-9_]*)")
_PLACES = frozenset({"SUBJECT", "TABLE", "LOCK"})


def statement(fields: Fields, requires: tuple[tuple[str, ...], ...], wording: Wording) -> StatementDetector:
    """Read one entry with `statement`; raises ChecklistError with the line of what is wrong."""
    fields.only(_KEYS)
    for name in sorted({*_PLACE.findall(f"{wording.title} {wording.trigger} {wording.repair}")} - _PLACES):
        raise fields.error("wording", f"A statement has no `${name}`.", "It has `$SUBJECT`, `$TABLE` and `$LOCK`.")
    return StatementDetector(
        hazards=_hazards(fields),
        confidence=fields.word("confidence", Confidence),
        requires=requires,
        paths=fields.texts("paths"),
        wording=wording,
        line=fields.document.line(fields.key),
    )


def _hazards(fields: Fields) -> frozenset[Hazard]:
    words, allowed = fields.texts("statement"), [str(one) for one in Hazard]
    for index, word in enumerate(words):
        if word not in allowed:
            raise fields.error("statement", f"No statement is judged by `{word}`.", nearest(word, allowed), index)
    if not words:
        raise fields.error("statement", "This detector finds nothing.", nearest("", allowed))
    return frozenset(Hazard(word) for word in words)
