"""The whole review of a change, on one page."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from reviewbot.checklist.load import Checklist
from reviewbot.classes import class_of
from reviewbot.config.keys import Config
from reviewbot.config.resolve import for_path
from reviewbot.config.write import digest
from reviewbot.contracts import with_contracts
from reviewbot.detectors.sarif import Result
from reviewbot.domain.coverage import EVERY, NO_AGENT, Cell, CellState, Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Diff, Side
from reviewbot.domain.finding import Finding, Fingerprint
from reviewbot.domain.item import ContractDetector, Item
from reviewbot.domain.levels import Confidence
from reviewbot.domain.pull import Scope
from reviewbot.domain.report import Change, Digests, Gate, Problem, Report, Run, Status
from reviewbot.earlier import Earlier, standing
from reviewbot.findings.cause import Claim, has_lost, unmoved
from reviewbot.findings.judge import judged
from reviewbot.findings.merge import merged
from reviewbot.findings.rank import ranked, reaches
from reviewbot.findings.same import agreed
from reviewbot.look import NOT_ASKED, Contents, Detectors, Lens, Look, look, lost, severity_in, source_for
from reviewbot.others import with_others
from reviewbot.reading import Agent, Heard, Terms, is_for_an_agent, with_agent

_Thing = TypeVar("_Thing")
_Done = TypeVar("_Done")
_WHOLE = Scope()


@dataclass(frozen=True, slots=True)
class Reviewable:
    """A change that is ready to be read; `is_fragment` where only its hunks are known.

    `day` is that of its head's commit, in UTC.
    """

    change: Change
    diff: Diff
    contents: Contents
    is_fragment: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a review goes by besides the change.

    `problem` is what kept part of what was asked for from running; `jobs` is how many files are looked at at a time.
    `others` is what other analyzers said, `answered` are the items that they were asked about. `prompts` is the digest
    of what an agent is told. `scope` is what was asked for, `earlier` the complete review that this one goes on from.
    """

    tool: str
    run: Run
    config: Config
    checklist: Checklist
    notes: tuple[str, ...] = ()
    problem: Problem | None = None
    jobs: int = 1
    others: tuple[Result, ...] = ()
    answered: frozenset[str] = frozenset()
    prompts: str = ""
    scope: Scope = _WHOLE
    earlier: Earlier | None = None


def review(
    work: Reviewable,
    setting: Setting,
    detectors: Detectors,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    agent: Agent | None = None,
) -> Report:
    """Look at every file of a change with the items that apply, and report what the change causes.

    `progress` is told how many of how many files were looked at. Without an agent the detectors alone read it.
    """
    items, config, earlier = setting.checklist.items, setting.config, setting.earlier
    lens = _lens(work, setting, detectors)
    looks = _found(work, setting, lens, progress)
    stood = standing(looks, earlier, lens) if earlier else frozenset[Fingerprint]()
    terms = Terms(config, setting.run.engine, earlier, stood)
    heard = with_agent(looks, work.contents, agent, terms) if agent else Heard(looks)
    looks, problem = heard.looks, setting.problem or heard.problem
    judged_looks = _side_by_side(lambda each: [*_judged(each, detectors)], looks, setting.jobs)
    judgements = agreed([one for several in judged_looks for one in several])
    by_id = {one.id: one for one in items}
    grave = [one for one in judgements if reaches(one, config.min_severity, config.min_confidence)]
    findings = ranked(merged(grave, by_id))
    unsure = [one for one in judgements if one.confidence is Confidence.LOW and not one.suppressed]
    covered = _covered(looks, work.diff)
    unanswered = _unanswered(setting, lens, heard)
    return Report(
        tool=setting.tool,
        run=setting.run,
        change=work.change,
        digests=Digests(digest(config), setting.checklist.digest, setting.prompts),
        status=_status(covered, problem, heard.status),
        findings=findings,
        worth_a_look=ranked(unsure),
        preexisting=sum(each.kept for each in looks),
        coverage=Coverage(
            covered,
            (
                *_unasked(items, lens),
                *_cells(looks, findings, unanswered, is_fragment=work.is_fragment),
                *heard.cells,
            ),
        ),
        notes=(
            *setting.notes,
            *heard.notes,
            *_noted(looks),
            *_left_out([one for one in judgements if one not in grave]),
        ),
        problem=problem,
        checkpoint_seen=earlier.checkpoint if earlier else None,
        unchanged=tuple(one.fingerprint for one in findings if one.fingerprint in stood),
        cost=heard.cost,
        gate=gate(findings, config),
    )


def gate(findings: Sequence[Finding], config: Config) -> Gate:
    """Give what the configuration makes of findings."""
    return Gate(tuple(_failing(findings, config)), config.on_incomplete)


def _failing(findings: Sequence[Finding], config: Config) -> Iterator[Fingerprint]:
    """Name the findings that are as grave as their path's `fail_on`."""
    for one in findings:
        least = for_path(config, one.path).fail_on.severity
        if least is not None and one.severity >= least and one.suppressed is None:
            yield one.fingerprint


def _lens(work: Reviewable, setting: Setting, detectors: Detectors) -> Lens:
    """Ask what was asked for: an area stands for all its items."""
    topics, scope = frozenset(setting.scope.topics), setting.scope
    items = [one for one in setting.checklist.items if not topics or not topics.isdisjoint((one.id, one.area))]
    kinds = class_of([one.path for one in work.diff.files], work.contents.files(Side.LEFT), setting.config)
    return Lens(items, setting.config, detectors, kinds, scope.paths)


def _found(work: Reviewable, setting: Setting, lens: Lens, progress: Callable[[int, int], None]) -> list[Look]:
    """Give what is found without an agent: by detectors, by comparing contracts, by other analyzers."""
    contents = work.contents
    seen = _without_moves(_looks(work, setting, lens, progress), contents, lens.detectors)
    compared = with_contracts(seen, contents, lens.items, work.day)
    return with_others(compared, contents, _others(setting, lens), setting.checklist.items)


def _others(setting: Setting, lens: Lens) -> tuple[Result, ...]:
    """Leave out what other analyzers say of no question that is asked, where only some are."""
    asked = {one.id for one in lens.items}
    return tuple(one for one in setting.others if not setting.scope.topics or one.rule in asked)


def _looks(work: Reviewable, setting: Setting, lens: Lens, progress: Callable[[int, int], None]) -> list[Look]:
    files, contents = work.diff.files, work.contents
    looks: list[Look] = []
    for each in _side_by_side(lambda file: look(file, contents, lens), files, setting.jobs):
        looks.append(each)
        progress(len(looks), len(files))
    return looks


def _side_by_side(work: Callable[[_Thing], _Done], things: Sequence[_Thing], jobs: int) -> Iterator[_Done]:
    """Work on several things at a time; what comes back is in their order, whichever is done first."""
    pool = ThreadPoolExecutor(jobs)
    try:
        yield from pool.map(work, things)
    finally:
        # Whoever interrupts must not wait for what nobody has begun.
        pool.shutdown(cancel_futures=True)


def _without_moves(looks: Sequence[Look], contents: Contents, detectors: Detectors) -> list[Look]:
    """Leave out what only moved here from another file of the change."""
    new = [one for each in looks for one in each.new]
    if not new:
        return list(looks)
    gone: Counter[Claim] = Counter()
    for each in looks:
        if each.gone is not None:
            gone += each.gone
        elif has_lost(each.file, new):
            gone += lost(each.file, contents, _items_of(looks, each), detectors)
    return [replace(each, new=unmoved(each.new, gone)) for each in looks]


def _items_of(looks: Sequence[Look], mine: Look) -> tuple[Item, ...]:
    """Give the items asked of a file, and of a removed one those asked of the files it may have moved to."""
    asked = mine.asked or [one for each in looks if each.new for one in each.asked]
    return tuple({one.item.id: one.item for one in asked}.values())


def _judged(each: Look, detectors: Detectors) -> Iterator[Finding]:
    asked = {one.item.id: one for one in each.asked}
    items = [one.item for one in each.asked]
    # What is a secret to one item is a secret in what every other item says about the file.
    secrets = tuple(text for candidate in each.new for text in candidate.secrets)
    for candidate in each.new:
        source, question = source_for(each, candidate), asked[candidate.item]
        if source is not None:
            yield judged(
                replace(candidate, secrets=secrets),
                question.item,
                severity_in(question, candidate),
                each.file,
                source,
                lambda version: detectors.detect(version, items),
            )


def _covered(looks: Sequence[Look], diff: Diff) -> tuple[CoveredFile, ...]:
    unread = (CoveredFile(one.path, FileState.FAILED, one.reason) for one in diff.unread)
    return (*(each.covered for each in looks), *unread)


def _status(covered: Sequence[CoveredFile], problem: Problem | None, heard: Status) -> Status:
    states = {one.state for one in covered}
    if heard is Status.FAILED or states == {FileState.FAILED}:
        return Status.FAILED
    is_whole = FileState.FAILED not in states and problem is None
    return heard if is_whole else Status.PARTIAL


def _unasked(items: Sequence[Item], lens: Lens) -> Iterator[Cell]:
    asked = {one.id for one in lens.items}
    for item in items:
        if item.id not in asked:
            yield Cell(EVERY, item.id, CellState.NOT_EXAMINED, NOT_ASKED)


def _unanswered(setting: Setting, lens: Lens, heard: Heard) -> list[Item]:
    """List the items that were to be asked and that nobody has answered; detectors answer theirs."""
    asked = (one for one in lens.items if one.id not in setting.answered)
    return [one for one in asked if not (heard.has_read and is_for_an_agent(one))]


def _cells(
    looks: Sequence[Look], findings: Sequence[Finding], items: Sequence[Item], *, is_fragment: bool
) -> Iterator[Cell]:
    """List what is not clean: items nobody asked, items with a finding, and those of files that failed."""
    for item in items:
        if not item.detectors:
            yield Cell(EVERY, item.id, CellState.NOT_EXAMINED, NO_AGENT)
        elif is_fragment and all(isinstance(one, ContractDetector) for one in item.detectors):
            yield Cell(EVERY, item.id, CellState.NOT_EXAMINED, "a diff alone does not show the whole file")
    found: Mapping[tuple[str, str], None] = {(one.path, one.item): None for one in findings}
    yield from (Cell(path, item, CellState.FINDING) for path, item in found)
    for each in looks:
        if each.covered.state is FileState.FAILED:
            for one in each.asked:
                if (each.file.path, one.item.id) not in found:
                    yield Cell(each.file.path, one.item.id, CellState.NOT_EXAMINED, each.covered.reason)


def _noted(looks: Sequence[Look]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.note for each in looks if each.note))


def _left_out(others: Sequence[Finding]) -> Iterator[str]:
    """Say how many findings the team's thresholds keep out; evidence is listed elsewhere."""
    count = sum(1 for one in others if one.confidence is not Confidence.LOW)
    if count:
        noun = "finding is" if count == 1 else "findings are"
        yield f"{count} {noun} below `min_severity` or `min_confidence` and left out."
