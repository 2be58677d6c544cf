"""Add what the change as a whole breaks of what clients rely on to what was seen file by file."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from reviewbot.detectors.contract import Broken, compare
from reviewbot.detectors.revisions import Revisions
from reviewbot.domain.coverage import FileState
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Candidate
from reviewbot.domain.item import Item
from reviewbot.look import Contents, Look


def with_contracts(
    looks: Sequence[Look], contents: Contents, items: Sequence[Item], day: date | None = None
) -> list[Look]:
    """Compare the contracts of all changed files at once: what moved from one to another is not gone.

    `day` is that of the head's commit; without one, nothing is called too early.
    """
    changed = tuple(one.contract for one in looks if one.contract is not None)
    if not changed:
        return list(looks)
    broken = compare(Revisions(changed, contents.files(Side.LEFT), contents.files(Side.RIGHT), day), items)
    by_path: dict[str, list[Candidate]] = defaultdict(list)
    for one in broken.candidates:
        by_path[one.anchor.path].append(one)
    noted = next(one for one in looks if one.contract is not None)
    return [
        _with(each, by_path[each.file.path], broken, _elsewhere(looks, broken) if each is noted else "")
        for each in looks
    ]


def _elsewhere(looks: Sequence[Look], broken: Broken) -> str:
    """Say what could not be read of files that the change does not touch: no look of theirs can fail for it."""
    ours = {one.file.path for one in looks}
    return " ".join(
        f"{path}, which did not change: {why}." for path, why in broken.failures.items() if path not in ours
    )


def _with(each: Look, candidates: Sequence[Candidate], broken: Broken, note: str) -> Look:
    asked = {one.item.id for one in each.asked}
    new = tuple(one for one in candidates if one.item in asked)
    reason = broken.failures.get(each.file.path, "")
    # What was removed or left out by design is not reviewed anyway.
    is_failed = bool(reason) and each.covered.state is FileState.REVIEWED
    covered = replace(each.covered, state=FileState.FAILED, reason=reason) if is_failed else each.covered
    return replace(
        each,
        covered=covered,
        new=(*each.new, *new),
        versions=each.contract if new else each.versions,
        note=each.note or note,
    )
