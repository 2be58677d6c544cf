"""Find the team's no to a candidate in the source."""

from collections.abc import Sequence

from reviewbot.domain.finding import Candidate, Suppression
from reviewbot.syntax.suppressions import comments, covers


def suppression(candidate: Candidate, lines: Sequence[str]) -> Suppression | None:
    """Give the suppression that covers a candidate; `lines` are those of the candidate's side."""
    first = max(candidate.anchor.start_line - 1, 1)
    near = comments(lines[first - 1 : candidate.anchor.line], first)
    found = next((one for one in near if covers(one, candidate)), None)
    return None if found is None else Suppression(f"a comment in the source, line {found.line}", found.reason)
