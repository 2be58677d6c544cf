"""Look at one file of a change: read it, ask its items, keep what is new."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from reviewbot.checklist.select import is_left_alone, selected
from reviewbot.classes import ClassOf
from reviewbot.config.keys import Config
from reviewbot.config.resolve import for_path, severity_of
from reviewbot.detectors.contract import concerns
from reviewbot.detectors.revisions import Files
from reviewbot.detectors.suppression import unused
from reviewbot.diff.select import LOCK_FILE, REMOVED, excluded, written_by_a_program
from reviewbot.domain.coverage import CoveredFile, FileState
from reviewbot.domain.diff import FileDiff, Side, UnreadFile
from reviewbot.domain.finding import Candidate, Detected
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.paths import PathClass, matches, path_class
from reviewbot.domain.source import Source, Versions
from reviewbot.findings.cause import Claim, compared
from reviewbot.syntax.languages import language_of

_COMPARED = frozenset({REMOVED, LOCK_FILE})
"""Why a file is not looked at whose versions are compared all the same."""

NOT_ASKED = "not asked for"
"""Why a file is not looked at that a scope leaves out, or an item not asked."""

NO_GRAMMAR = "no grammar for this kind of file: read as plain text"


class Contents(Protocol):
    """Where the two versions of a changed file are read."""

    def versions(self, file: FileDiff) -> Versions | UnreadFile:
        """Give the file before and after the change, or why it cannot be read."""

    def files(self, side: Side, /) -> Files:
        """Give all files of one side of the change."""


class Detectors(Protocol):
    """Whoever finds without a model."""

    def detect(self, source: Source, items: Sequence[Item]) -> Detected:
        """Find the items' candidates in one version of a file."""


@dataclass(frozen=True)
class Lens:
    """What files are looked at with: the items that may be asked, the team's word, and who answers.

    `paths` are the patterns of those that were asked for; all where there is none.
    """

    items: Sequence[Item]
    config: Config
    detectors: Detectors
    class_of: ClassOf = path_class
    paths: tuple[str, ...] = ()

    @cached_property
    def left_alone(self) -> tuple[tuple[str, ...], ...]:
        """List the paths that items leave alone, each once: many leave the same."""
        return tuple(dict.fromkeys(one.applies.paths_not for one in self.items))

    @cached_property
    def chosen(self) -> "dict[Hashable, tuple[Asked, ...]]":
        """Keep what is asked of files that are alike: to choose among all items for each costs more than its path."""
        return {}


@dataclass(frozen=True, slots=True)
class Asked:
    """An item asked of a file, and the severity its findings get there."""

    item: Item
    severity: Severity


@dataclass(frozen=True, slots=True)
class Look:
    """What looking at one file gave.

    `new` are the candidates that its base does not have, `kept` counts those it has, `gone` the claims that only the
    base has. `versions` stay while there is something new to judge, `contract` where a comparison reads them.
    `note` is what the report should say besides, `kind` what the file is there for.
    """

    file: FileDiff
    covered: CoveredFile
    asked: tuple[Asked, ...] = ()
    versions: Versions | None = None
    new: tuple[Candidate, ...] = ()
    kept: int = 0
    gone: Counter[Claim] | None = None
    contract: Versions | None = None
    note: str = ""
    kind: PathClass = PathClass.PRODUCTION


def look(file: FileDiff, contents: Contents, lens: Lens) -> Look:
    """Look at one file; what keeps it from being read is its state, never an error."""
    paths = lens.config.paths
    is_asked = not lens.paths or matches(file.path, lens.paths)
    reason = excluded(file, lens.class_of(file.path), paths.include, paths.exclude) if is_asked else NOT_ASKED
    if reason and reason not in _COMPARED:
        return Look(file, CoveredFile(file.path, FileState.EXCLUDED, reason))
    versions = contents.versions(file)
    if reason:
        return _promised(file, versions, reason, lens)
    if isinstance(versions, UnreadFile):
        state = FileState.EXCLUDED if versions.is_by_design else FileState.FAILED
        return Look(file, CoveredFile(file.path, state, versions.reason))
    head = versions.head
    if head is None:
        return _promised(file, versions, REMOVED, lens)
    reason = written_by_a_program(file.path, head.text)
    if reason is not None:
        return Look(file, CoveredFile(file.path, FileState.EXCLUDED, reason))
    seen = _examined(file, versions, head, asked_of(head, lens), lens.detectors)
    return replace(seen, kind=lens.class_of(file.path))


def _promised(file: FileDiff, versions: Versions | UnreadFile, reason: str, lens: Lens) -> Look:
    """Ask nothing of a file that is left out, but keep what it promised or fixed for a comparison."""
    covered = CoveredFile(file.path, FileState.EXCLUDED, reason)
    source = None if isinstance(versions, UnreadFile) else versions.head or versions.base
    if isinstance(versions, UnreadFile) or source is None:
        return Look(file, covered)
    asked = asked_of(source, lens)
    return Look(file, covered, asked, contract=_of_contract(versions, asked))


def lost(file: FileDiff, contents: Contents, items: Sequence[Item], detectors: Detectors) -> Counter[Claim]:
    """Give the claims that only a file's base has: what another file now has may have come from there."""
    versions = contents.versions(file)
    if isinstance(versions, UnreadFile) or versions.base is None:
        return Counter()
    head = detectors.detect(versions.head, items).candidates if versions.head else ()
    return compared(head, detectors.detect(versions.base, items).candidates, file).gone


def asked_of(source: Source, lens: Lens) -> tuple[Asked, ...]:
    """Choose the items to ask of a file, at the severity that the team gives them there."""
    path, kind, language = source.path, lens.class_of(source.path), language_of(source.path)
    left_alone = tuple(is_left_alone(one, path, kind) for one in lens.left_alone)
    overridden = tuple(matches(path, one.paths) for one in lens.config.overrides)
    alike = kind, language, left_alone, overridden
    if alike not in lens.chosen:
        held = for_path(lens.config, path)
        severities = ((one, severity_of(one, held)) for one in selected(lens.items, path, kind, language))
        lens.chosen[alike] = tuple(Asked(one, severity) for one, severity in severities if severity is not None)
    return lens.chosen[alike]


def _examined(file: FileDiff, versions: Versions, head: Source, asked: tuple[Asked, ...], detectors: Detectors) -> Look:
    items = [one.item for one in asked]
    found = detected(head, items, detectors)
    # The base costs as much again, so it is only asked where there is something to compare.
    base = detected(versions.base, items, detectors) if versions.base and found.candidates else Detected(())
    # Without its base, only what stands on added lines is known to come from the change.
    head_side = _on_added(found.candidates, file) if base.failure else found.candidates
    held = compared(head_side, base.candidates, file)
    failure = found.failure or base.failure
    return Look(
        file=file,
        covered=_covered(head, failure),
        asked=asked,
        versions=versions if held.new else None,
        new=held.new,
        kept=held.kept,
        gone=held.gone if found.candidates else None,
        contract=_of_contract(versions, asked),
        note=found.note or base.note,
    )


def detected(source: Source, items: Sequence[Item], detectors: Detectors) -> Detected:
    """Find what the detectors find in a file, and the comments in it that suppress nothing of that."""
    found = detectors.detect(source, items)
    # Whether a comment suppresses anything shows only where all others have spoken.
    idle = () if found.failure else unused(source, found.candidates, items)
    return replace(found, candidates=found.candidates + idle) if idle else found


def _of_contract(versions: Versions, asked: Sequence[Asked]) -> Versions | None:
    return versions if concerns(versions, [one.item for one in asked]) else None


def _on_added(candidates: Sequence[Candidate], file: FileDiff) -> tuple[Candidate, ...]:
    added = file.added
    return tuple(one for one in candidates if not added.isdisjoint(range(one.anchor.start_line, one.anchor.line + 1)))


def _covered(head: Source, failure: str) -> CoveredFile:
    if failure:
        return CoveredFile(head.path, FileState.FAILED, failure)
    return CoveredFile(head.path, FileState.REVIEWED, "" if head.language else NO_GRAMMAR)


def source_for(look: Look, candidate: Candidate) -> Source | None:
    """Give the version of a file that a candidate's side means."""
    versions = look.versions
    if versions is None:
        return None
    return versions.base if candidate.anchor.side is Side.LEFT else versions.head


def severity_in(question: Asked, candidate: Candidate) -> Severity:
    """Let a claim know better than its item how grave it is, and the team better than either."""
    is_decided = question.severity != question.item.severity
    return question.severity if is_decided else candidate.severity or question.severity
