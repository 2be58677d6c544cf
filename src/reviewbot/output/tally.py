"""What a review amounts to: findings by severity, coverage by reason, and the verdict as one sentence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reviewbot.domain.coverage import EVERY, UNREAD, Cell, CellState, CoveredFile, FileState
from reviewbot.domain.finding import Finding
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Report, Status
from reviewbot.domain.visible import visible
from reviewbot.output.wording import TIMES, counted
from reviewbot.output.words import ENGLISH, Words, amount, number, said

WORST_FIRST = tuple(reversed(Severity))


@dataclass(frozen=True, slots=True)
class Gap:
    """What was not looked at for one reason: paths, items, or an item for one path."""

    reason: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """A report counted: what stands, what a team said no to, and what nobody looked at.

    `asked` counts the items that were put to every reviewed file. `unasked` are items left out of the whole
    review, `unexamined` cells of single files, save those of files that failed as a whole. `unread` are files that the
    agent should have read and did not, `withheld` those that it was not shown.
    """

    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...]
    reviewed: int
    asked: int
    failed: tuple[CoveredFile, ...]
    excluded: tuple[Gap, ...]
    unasked: tuple[Gap, ...]
    unexamined: tuple[Gap, ...]
    unread: tuple[Gap, ...] = ()
    withheld: tuple[Gap, ...] = ()

    @property
    def questions(self) -> str:
        """Count the items that were asked, in English."""
        return questions(self)

    @property
    def by_severity(self) -> Mapping[Severity, int]:
        """Count the findings that stand, worst severity first, zeros included."""
        severities = [finding.severity for finding in self.findings]
        return {severity: severities.count(severity) for severity in WORST_FIRST}


def tally(report: Report, items: Mapping[str, Item]) -> Tally:
    """Count a report; `items` are the items that the review chose from."""
    cells = [cell for cell in report.coverage.cells if cell.state is CellState.NOT_EXAMINED]
    whole = [cell for cell in cells if cell.path == EVERY]
    failed = _in_state(report, FileState.FAILED)
    said = {EVERY, *(file.path for file in failed)}
    single = [cell for cell in cells if cell.path not in said and cell.item != EVERY]
    files = [cell for cell in cells if cell.path not in said and cell.item == EVERY]
    return Tally(
        findings=tuple(finding for finding in report.findings if not finding.suppressed),
        suppressed=tuple(finding for finding in report.findings if finding.suppressed),
        reviewed=len(_in_state(report, FileState.REVIEWED)),
        asked=len(items.keys() - {cell.item for cell in whole}),
        failed=failed,
        excluded=gaps((file.reason, file.path) for file in _in_state(report, FileState.EXCLUDED)),
        unasked=gaps((cell.reason, cell.item) for cell in whole),
        unexamined=gaps((cell.reason, _name(cell)) for cell in single),
        unread=gaps((cell.reason.removeprefix(UNREAD), cell.path) for cell in files if _is_unread(cell)),
        withheld=gaps((cell.reason, cell.path) for cell in files if not _is_unread(cell)),
    )


def verdict(report: Report, tallied: Tally) -> str:
    """Say the outcome in a few words, which never call clean what was not looked at."""
    if tallied.findings:
        return ", ".join(f"{count} {severity}" for severity, count in tallied.by_severity.items() if count)
    if report.status is Status.FAILED:
        return "The review failed"
    if not tallied.reviewed or not tallied.asked:
        return "Nothing was reviewed"
    return f"Nothing found in {counted(tallied.reviewed, 'file')} {TIMES} {tallied.questions}"


def shortfall(report: Report, tallied: Tally) -> str:
    """Say what keeps a review from being complete; empty where nothing does."""
    word = {Status.COMPLETE: "", Status.PARTIAL: "incomplete", Status.FAILED: "failed"}[report.status]
    if not tallied.findings and report.status is Status.FAILED:
        word = ""  # The verdict says so already.
    return ": ".join(part for part in (word, ", ".join(missing(tallied))) if part)


def questions(tallied: Tally, words: Words = ENGLISH) -> str:
    """Count the items that were asked, of how many where some were left out of the whole review."""
    left_out = sum(len(gap.names) for gap in tallied.unasked)
    if not left_out:
        return amount(words, "questions", tallied.asked)
    every = amount(words, "questions", tallied.asked + left_out)
    return said(words, "some_questions", count=number(words, tallied.asked), questions=every)


def missing(tallied: Tally, words: Words = ENGLISH) -> Iterator[str]:
    """Count the files that nobody reviewed, and those that the agent did not, with the reason if all have one."""
    if tallied.failed:
        yield amount(words, "files_missing", len(tallied.failed))
    if tallied.unread:
        count = sum(len(gap.names) for gap in tallied.unread)
        reason = f" ({visible(tallied.unread[0].reason)})" if len(tallied.unread) == 1 else ""
        yield amount(words, "files_unread", count) + reason


def grouped(findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """Bring together what reads the same: one item with one title in one file, in the order of the first."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        key = (
            finding.severity,
            finding.confidence,
            finding.item,
            finding.title,
            finding.path,
            finding.source,
        )
        groups.setdefault(key, []).append(finding)
    return tuple(tuple(group) for group in groups.values())


def _in_state(report: Report, state: FileState) -> tuple[CoveredFile, ...]:
    return tuple(file for file in report.coverage.files if file.state is state)


def gaps(pairs: Iterable[tuple[str, str]]) -> tuple[Gap, ...]:
    """Bring names together that share a reason, given as pairs of reason and name: the most frequent reason first."""
    names: dict[str, list[str]] = {}
    for reason, name in pairs:
        names.setdefault(reason, []).append(name)
    ordered = sorted(names.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return tuple(Gap(reason, tuple(group)) for reason, group in ordered)


def _is_unread(cell: Cell) -> bool:
    return cell.reason.startswith(UNREAD)


def _name(cell: Cell) -> str:
    return f"{cell.item} in {cell.path}"
