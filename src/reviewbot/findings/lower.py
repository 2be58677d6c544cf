"""Say a finding further from its line where GitHub would not take it there, or where there are enough."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Finding, Fingerprint, Placement
from reviewbot.domain.levels import Severity
from reviewbot.domain.shown import ShownFile, ShownHunk

_LEAST_INLINE = Severity.MEDIUM
_OLD = "it stood there already at the last complete review"


def lowered(
    groups: Iterable[Sequence[Finding]],
    files: Mapping[str, ShownFile],
    most: Callable[[str], int],
    quiet: Container[str] = (),
) -> Iterator[tuple[Finding, ...]]:
    """Lower the placement of findings, group by group, worst first; a group is said in one comment.

    A comment on lines needs a hunk of GitHub's own diff that has all of them, a comment on a file that GitHub lists
    it. What is below medium severity, suppressed or of a `quiet` item goes to the summary, and so does what comes when
    its path has the most comments that it may have; paths with the same limit share it.
    """
    taken: Counter[int] = Counter()
    for group in groups:
        placed = tuple(_shown(finding, files.get(finding.path)) for finding in group)
        limit = most(placed[0].path)
        reason = _kept_out(placed[0], limit - taken[limit], is_quiet=placed[0].item in quiet)
        if reason:
            yield tuple(_summarised(finding, reason) for finding in placed)
        else:
            taken[limit] += 1
            yield placed


def kept_below(groups: Iterable[Sequence[Finding]], old: Container[Fingerprint]) -> Iterator[tuple[Finding, ...]]:
    """Leave in the summary the groups that stood there at the last complete review and got no comment then."""
    for group in groups:
        is_old = all(one.fingerprint in old for one in group)
        yield tuple(_summarised(one, _OLD) if is_old else one for one in group)


def _kept_out(first: Finding, room: int, *, is_quiet: bool) -> str:
    if first.placement is Placement.SUMMARY:
        return first.placement_reason
    if first.suppressed:
        return "suppressed"
    if is_quiet:
        return "its item asks for no comment"
    if first.severity < _LEAST_INLINE:
        return "not grave enough for a comment"
    return "" if room > 0 else "there are enough comments already"


def _shown(finding: Finding, file: ShownFile | None) -> Finding:
    if finding.placement is Placement.SUMMARY:
        return finding
    if file is None:
        return _summarised(finding, "GitHub does not list this file")
    if finding.placement is Placement.INLINE and not any(_has(hunk, finding) for hunk in file.hunks):
        reason = "GitHub's diff does not show these lines" if file.hunks else "GitHub shows no diff of this file"
        return replace(finding, placement=Placement.FILE, placement_reason=reason)
    return finding


def _has(hunk: ShownHunk, finding: Finding) -> bool:
    first, last = hunk.head if finding.side is Side.RIGHT else hunk.base
    return first <= finding.start_line and finding.line <= last


def _summarised(finding: Finding, reason: str) -> Finding:
    return replace(finding, placement=Placement.SUMMARY, placement_reason=reason)
