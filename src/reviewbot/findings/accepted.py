"""Who accepts a root cause: people on GitHub, the baseline file, or a comment in the source.

What people say on GitHub holds until they take it back there; deleting the comment is no such word. The file and the
comments in the source hold as long as they say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeGuard

from reviewbot.domain.audit import Acceptance, CauseId, RootCause
from reviewbot.domain.tracked import Known

BASELINE_FILE = ".github/reviewbot-baseline.json"
"""Where a team accepts root causes in the repository itself: the source of such an acceptance."""

_IN_SOURCE = "a comment in the source"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What people said since the last audit, the ids that the baseline file lists now, and those of remembered causes.

    An id that a remembered cause has means that cause and no other, whatever the code makes of it now.
    """

    accepted: Mapping[CauseId, Acceptance]
    withdrawn: frozenset[CauseId]
    baseline: frozenset[CauseId]
    taken: frozenset[CauseId]

    def ids(self, known: Known | None, cause: RootCause | None) -> list[CauseId]:
        """List the ids that mean a cause: that under which it is remembered, and that of its code now if it is free."""
        own = [known.id] if known else []
        return [*own, cause.id] if cause and cause.id not in self.taken else own


def acceptance(known: Known | None, cause: RootCause | None, ruling: Ruling) -> Acceptance | None:
    """Give the acceptance that holds for a cause: one that is remembered, found, or both.

    A new word of people's goes before an old one, and that before the file's, which may be taken out again. The
    acceptance holds for new places of the cause too: they are the same code in the same definition.
    """
    ids = ruling.ids(known, cause)
    said = next((ruling.accepted[one] for one in ids if one in ruling.accepted), None)
    before = known.acceptance if known else None
    if said is None and before is not None and _is_peoples(before) and ruling.withdrawn.isdisjoint(ids):
        said = before
    return said or _in_file(before, cause, ids, ruling) or _in_source(before, cause)


def is_fixed(given: Acceptance | None) -> TypeGuard[Acceptance]:
    """Tell whether an acceptance stands in the repository itself, where alone it can be taken back."""
    return given is not None and not _is_peoples(given)


def is_suppressed(cause: RootCause) -> bool:
    """Tell whether the team said no to every place of a cause where it stands."""
    return all(one.suppressed is not None for one in cause.findings)


def _is_peoples(given: Acceptance) -> bool:
    return given.source != BASELINE_FILE and given.by != _IN_SOURCE


def _in_file(
    before: Acceptance | None, cause: RootCause | None, ids: list[CauseId], ruling: Ruling
) -> Acceptance | None:
    if cause is not None and cause.acceptance is not None:
        return cause.acceptance
    is_files = before is not None and before.source == BASELINE_FILE
    # The file may know the cause by a text that it had before.
    return before if is_files and not ruling.baseline.isdisjoint(ids) else None


def _in_source(before: Acceptance | None, cause: RootCause | None) -> Acceptance | None:
    if cause is None:
        return before if before is not None and before.by == _IN_SOURCE else None
    if not is_suppressed(cause):
        return None
    first = cause.first
    reason = first.suppressed.reason if first.suppressed else ""
    return Acceptance(_IN_SOURCE, reason, first.path)
