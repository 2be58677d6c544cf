"""Gather what was noted into changes: one for each thing and place, however many operations it concerns."""

from dataclasses import dataclass, field

from reviewbot.detectors.openapi.kind import Direction, Kind
from reviewbot.detectors.openapi.library import Library, line
from reviewbot.detectors.openapi.pair import Note
from reviewbot.detectors.openapi.part import Part
from reviewbot.detectors.openapi.walk import Users
from reviewbot.domain.contract import Change, Impact
from reviewbot.domain.diff import Side
from reviewbot.yamlfile import Key

Place = tuple[Kind, Side, str, Key]

_ASKED, _ANSWERED = f"{Direction.REQUEST}-", f"{Direction.RESPONSE}-"
_TWINS = {
    one: two
    for one in Kind
    for two in Kind
    if one.startswith(_ASKED) and two == one.replace(_ASKED, _ANSWERED, 1)
    if Impact.SAFE not in (one.impact, two.impact)
}


@dataclass(slots=True)
class _Entry:
    """What was noted of one kind at one place, or of what several places share, at the first of them."""

    part: Part
    subjects: dict[str, None] = field(default_factory=dict)
    details: dict[str, None] = field(default_factory=dict)
    users: Users = 0


class Summary:
    """Collects notes; a schema that fifty operations share changes once."""

    def __init__(self, base: Library, head: Library) -> None:
        self._libraries = {Side.LEFT: base, Side.RIGHT: head}
        self._names: list[str] = []
        self._entries: dict[Place, _Entry] = {}

    def user(self, name: str) -> Users:
        """Make an operation known; gives the set that holds it alone."""
        self._names.append(name)
        return 1 << (len(self._names) - 1)

    def add(self, note: Note, users: Users) -> None:
        """Take a note in, with the operations that it concerns: none where it is about one as a whole."""
        about = note.shared or note.part
        entry = self._entries.setdefault((note.kind, note.side, about.file, about.key), _Entry(note.part))
        entry.subjects[note.subject] = None
        if note.detail:
            entry.details[note.detail] = None
        entry.users |= users

    def changes(self) -> tuple[Change, ...]:
        """Give the changes in the order of files and lines."""
        for place in list(self._entries):
            self._join(place)
        found = (self._change(place, entry) for place, entry in self._entries.items())
        return tuple(sorted(found, key=lambda one: (one.path, one.line, one.side, one.kind, one.subject)))

    def _join(self, place: Place) -> None:
        """Say once what breaks those who send and those who read alike."""
        kind, side, path, key = place
        twin = _TWINS.get(kind)
        if twin is not None and (twin, side, path, key) in self._entries:
            self._entries[twin, side, path, key].users |= self._entries.pop(place).users

    def _change(self, place: Place, entry: _Entry) -> Change:
        kind, side, *_ = place
        path, key = entry.part.file, entry.part.key
        subject = ", ".join(entry.subjects)
        return Change(
            kind=kind,
            impact=kind.impact,
            path=path,
            side=side,
            line=line(self._libraries[side], path, key),
            inside=".".join(str(one) for one in key[:-1]),
            subject=subject,
            where=self._several(entry.users) or subject,
            detail="; ".join(entry.details),
        )

    def _several(self, users: Users) -> str:
        """Name one operation and count the others."""
        if not users:
            return ""
        more = users.bit_count() - 1
        first = self._names[(users & -users).bit_length() - 1]
        return first + (f" and {more} other operation{'s' * (more > 1)}" if more else "")
