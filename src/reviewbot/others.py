"""Add what other analyzers said of the changed lines to what was seen."""

from collections.abc import Sequence
from dataclasses import replace

from reviewbot.detectors.sarif import Result
from reviewbot.detectors.sarif_claims import Foreign, foreign, paired
from reviewbot.diff.select import LOCK_FILE
from reviewbot.domain.coverage import FileState
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.item import Item
from reviewbot.domain.source import Versions
from reviewbot.look import Asked, Contents, Look


def with_others(
    looks: Sequence[Look], contents: Contents, results: Sequence[Result], items: Sequence[Item]
) -> list[Look]:
    """Keep what stands on lines that the change adds, and what no detector of ours says of them already."""
    if not results:
        return list(looks)
    by_path = paired(results, [one.file.path for one in looks])
    return [_with(each, contents, by_path.get(each.file.path, ()), items) for each in looks]


def _with(each: Look, contents: Contents, results: Sequence[Result], items: Sequence[Item]) -> Look:
    versions = contents.versions(each.file) if results and _is_open(each) else None
    if not isinstance(versions, Versions) or versions.head is None:
        return each
    ours = {one.item.id: one for one in each.asked}
    known = {one.id for one in items}
    said = [
        one
        for one in foreign(results, versions.head, each.file.added, items)
        # An item that is off here, or does not apply, is off for every analyzer.
        if (one.item.id in ours or one.item.id not in known) and not _is_said(one.candidate, each.new)
    ]
    asked = {one.item.id: ours.get(one.item.id) or Asked(one.item, one.item.severity) for one in said}
    new = tuple(one.candidate for one in _once(said))
    return replace(
        each,
        versions=versions,
        new=(*each.new, *new),
        asked=(*each.asked, *(asked[name] for name in asked if name not in ours)),
    )


def _is_open(each: Look) -> bool:
    """Tell whether others may speak of a file: nobody reads a lock file, yet what it locks runs."""
    return each.covered.state is not FileState.EXCLUDED or each.covered.reason == LOCK_FILE


def _is_said(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    line = candidate.anchor.line
    return any(one.item == candidate.item and one.anchor.start_line <= line <= one.anchor.line for one in others)


def _once(said: Sequence[Foreign]) -> list[Foreign]:
    """Say a thing once, whichever of several analyzers says it first."""
    first = {_said(one): one for one in reversed(said)}
    return [one for one in said if first[_said(one)] is one]


def _said(one: Foreign) -> tuple[str, Anchor, str]:
    return one.candidate.item, one.candidate.anchor, one.candidate.definition
