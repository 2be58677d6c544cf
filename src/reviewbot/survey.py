"""Look at one file of a snapshot: ask its items of all its lines, and read what it states."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from reviewbot.diff.select import BINARY, left_out, written_by_a_program
from reviewbot.diff.source import source_of
from reviewbot.domain.coverage import EMPTY, CoveredFile, FileState
from reviewbot.domain.finding import Detected, Finding, Placement
from reviewbot.domain.inventory import Inventory
from reviewbot.domain.levels import Confidence
from reviewbot.domain.paths import PathClass
from reviewbot.domain.source import Source
from reviewbot.findings.judge import judged
from reviewbot.findings.merge import merged
from reviewbot.findings.rank import reaches
from reviewbot.findings.root import Claim
from reviewbot.git.objects import Unread
from reviewbot.git.snapshot import Entry
from reviewbot.look import NO_GRAMMAR, Asked, Lens, asked_of, detected, severity_in

_NO_FACTS = Inventory()
_BEGINNING = 8_000
"""Bytes among which git looks for a NUL to know a binary file."""

_NOWHERE = "an audit is of no change: there is no line of a diff"

Facts = Callable[[Source], Inventory]
"""Reads what a file states of the repository."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What looking at one file gave: the ledger's line, its claims, its facts.

    `language` is its grammar, empty without one, `lines` are counted where it was looked at. `unsure` counts hits too
    unsure to be findings, `below` those that the team's thresholds leave out. `unanswered` are the items that a failure
    left unasked, `note` is what the report should say besides.
    """

    covered: CoveredFile
    language: str = ""
    lines: int = 0
    claims: tuple[Claim, ...] = ()
    unsure: int = 0
    below: int = 0
    unanswered: tuple[str, ...] = ()
    inventory: Inventory = _NO_FACTS
    note: str = ""


def excluded(entry: Entry, lens: Lens) -> Seen | None:
    """Say why an entry is not read at all; None for one to read."""
    globs = lens.config.paths.include, lens.config.paths.exclude
    reason = left_out(entry.path, entry.kind, lens.class_of(entry.path), globs)
    return _excluded(entry.path, reason) if reason else None


def survey(entry: Entry, data: bytes | Unread, lens: Lens, facts: Facts) -> Seen:
    """Look at one file; what keeps it from being read is its state, never an error."""
    path = entry.path
    if isinstance(data, Unread):
        state = FileState.EXCLUDED if data.is_too_large else FileState.FAILED
        return Seen(CoveredFile(path, state, data.reason))
    if not data or b"\0" in data[:_BEGINNING]:
        return _excluded(path, BINARY if data else EMPTY)
    source = source_of(path, data)
    reason = written_by_a_program(path, source.text)
    if reason is not None:
        return _excluded(path, reason)
    return _examined(source, lens, facts)


def stated(entry: Entry, data: bytes | Unread, lens: Lens, facts: Facts) -> Inventory:
    """Read what a file of the program states, and ask nothing else of it."""
    if isinstance(data, Unread) or b"\0" in data[:_BEGINNING]:
        return _NO_FACTS
    if lens.class_of(entry.path) is not PathClass.PRODUCTION:
        return _NO_FACTS
    source = source_of(entry.path, data)
    return _NO_FACTS if written_by_a_program(entry.path, source.text) else facts(source)


def _excluded(path: str, reason: str) -> Seen:
    return Seen(CoveredFile(path, FileState.EXCLUDED, reason))


def _examined(source: Source, lens: Lens, facts: Facts) -> Seen:
    asked = asked_of(source, lens)
    found = detected(source, [one.item for one in asked], lens.detectors)
    judgements = [*_judged(source, found, {one.item.id: one for one in asked})]
    kept = [one for one in judgements if reaches(one.finding, lens.config.min_severity, lens.config.min_confidence)]
    unsure = sum(one.finding.confidence is Confidence.LOW and not one.finding.suppressed for one in judgements)
    below = sum(one.finding.confidence is not Confidence.LOW for one in judgements if one not in kept)
    return Seen(
        covered=_covered(source, found.failure),
        language=source.language or "",
        lines=source.text.count("\n") + (not source.text.endswith("\n")),
        claims=tuple(_merged(kept, lens)),
        unsure=unsure,
        below=below,
        unanswered=tuple(one.item.id for one in asked) if found.failure else (),
        inventory=_stated(source, found, lens, facts),
        note=found.note,
    )


def _stated(source: Source, found: Detected, lens: Lens, facts: Facts) -> Inventory:
    """Give what a file of the program states; a worker has read it already, unless only the team calls it such."""
    if found.failure or lens.class_of(source.path) is not PathClass.PRODUCTION:
        return _NO_FACTS
    return facts(source) if found.facts is None else found.facts


def _judged(source: Source, found: Detected, asked: dict[str, Asked]) -> Iterator[Claim]:
    # What is a secret to one item is a secret in what every other item says about the file.
    secrets = tuple(text for candidate in found.candidates for text in candidate.secrets)
    for candidate in found.candidates:
        question = asked[candidate.item]
        finding = judged(
            replace(candidate, secrets=secrets),
            question.item,
            severity_in(question, candidate),
            None,
            source,
            lambda _: Detected(()),
        )
        yield Claim(replace(finding, placement=Placement.SUMMARY, placement_reason=_NOWHERE), candidate.definition)


def _merged(claims: Sequence[Claim], lens: Lens) -> Iterator[Claim]:
    if not claims:
        return
    symbols = {one.finding.fingerprint: one.symbol for one in claims}
    items = {one.id: one for one in lens.items}
    findings: Sequence[Finding] = merged([one.finding for one in claims], items)
    yield from (Claim(one, symbols[one.fingerprint]) for one in findings)


def _covered(source: Source, failure: str) -> CoveredFile:
    if failure:
        return CoveredFile(source.path, FileState.FAILED, failure)
    return CoveredFile(source.path, FileState.REVIEWED, "" if source.language else NO_GRAMMAR)
