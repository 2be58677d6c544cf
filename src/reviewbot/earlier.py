"""What a complete review of the same change covered before the last pushes, and what of it stands as it stood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reviewbot.classes import class_of
from reviewbot.contracts import with_contracts
from reviewbot.domain.diff import ChangedLines, Diff, FileDiff, Side
from reviewbot.domain.finding import Anchor, Candidate, Fingerprint
from reviewbot.domain.item import ContractDetector, Item
from reviewbot.domain.report import Checkpoint
from reviewbot.findings.fingerprint import fingerprint
from reviewbot.look import Contents, Lens, Look, look

_CONTRACT, _DETECTOR = "contract", "detector"

_Pair = tuple[Look, Candidate]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A complete review of the same change: its checkpoint, the change as it was then, the lines that it left for now.

    `unseen` are the changed lines of each file of today that it did not cover. `day` is that of the head of then.
    """

    checkpoint: Checkpoint
    diff: Diff
    contents: Contents
    unseen: Mapping[str, ChangedLines]
    day: date | None = None


def is_unseen(earlier: Earlier, anchor: Anchor) -> bool:
    """Tell whether any of some lines is one that the earlier review did not cover."""
    return touches(earlier.unseen.get(anchor.path), anchor)


def touches(lines: ChangedLines | None, anchor: Anchor) -> bool:
    """Tell whether any of the anchored lines is among some changed lines of their file."""
    if lines is None:
        return False
    several = lines.removed if anchor.side is Side.LEFT else lines.added
    return not several.isdisjoint(range(anchor.start_line, anchor.line + 1))


def standing(looks: Sequence[Look], earlier: Earlier, lens: Lens) -> frozenset[Fingerprint]:
    """Give the claims on lines that were covered which stood there already: then the last pushes did not cause them.

    A detector is asked what it said of the file as it was, and so are the comparisons of contracts. What other
    analyzers said then nobody knows: on lines that did not change it counts as said.
    """
    covered = [(each, one) for each in looks for one in each.new if not _is_touched(one, earlier)]
    before = {file.path: file for file in earlier.diff.files}
    asked = [pair for pair in covered if not _is_known(pair, before)]
    known = {fingerprint(one) for each, one in covered if _is_known((each, one), before)}
    return frozenset(known | _said_then(asked, earlier, lens) if asked else known)


def _is_touched(one: Candidate, earlier: Earlier) -> bool:
    return any(is_unseen(earlier, anchor) for anchor in (one.anchor, *one.related))


def _is_known(pair: _Pair, before: Mapping[str, FileDiff]) -> bool:
    """Tell whether a claim stood there before, without asking anybody."""
    each, one = pair
    was = before.get(each.file.path)
    if was is None or one.source == _CONTRACT:
        return False
    same = (was.base_blob, was.head_blob) == (each.file.base_blob, each.file.head_blob)
    return same or one.source != _DETECTOR


def _said_then(asked: Sequence[_Pair], earlier: Earlier, lens: Lens) -> frozenset[Fingerprint]:
    """Look again at the files as they were, those that are asked about and, where a contract is, all that promise."""
    then = earlier.contents
    kinds = class_of([one.path for one in earlier.diff.files], then.files(Side.LEFT), lens.config)
    whole = replace(lens, class_of=kinds)
    # No detector runs for those that are only compared.
    promises = replace(whole, items=tuple(one for one in lens.items if _is_about_contracts(one)))
    paths = {each.file.path for each, one in asked if one.source != _CONTRACT}
    looks = [look(file, then, whole) for file in earlier.diff.files if file.path in paths]
    if any(one.source == _CONTRACT for _, one in asked):
        looks += [look(file, then, promises) for file in earlier.diff.files if file.path not in paths]
        looks = with_contracts(looks, then, lens.items, earlier.day)
    return frozenset(fingerprint(one) for each in looks for one in each.new)


def _is_about_contracts(item: Item) -> bool:
    return any(isinstance(one, ContractDetector) for one in item.detectors)
