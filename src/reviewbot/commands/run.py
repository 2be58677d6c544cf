"""Run the review of a change that is ready to be read, the same way for every command."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from reviewbot.advisories import Ask, heard
from reviewbot.commands.streams import progress
from reviewbot.config.write import digest
from reviewbot.detectors.dependencies.vulnerable import ITEM
from reviewbot.detectors.run import Detectors
from reviewbot.detectors.sarif import Result, results
from reviewbot.detectors.sql.squawk import SOURCE, installed
from reviewbot.domain.advisory import Unasked
from reviewbot.domain.levels import Engine
from reviewbot.domain.report import Problem, Report, Run
from reviewbot.errors import UsageError
from reviewbot.review import Reviewable, Setting
from reviewbot.review import review as reviewed
from reviewbot.setting import CONFIG_FILE, TeamSetting

VERSION = version("reviewbot")
TOOL = f"reviewbot {VERSION}"
_MANY_FILES = 60
_MOST_JOBS = 8
_LOCAL = "only a review of a pull request asks GitHub for them."
_NO_AGENT = "No agent took part: the detectors alone read this change."


@dataclass(frozen=True, slots=True)
class Wish:
    """What a command asks of a review: who reads, and where the team's configuration was read, in words.

    `sarif` are files of other analyzers, `advisories` asks whoever knows the vulnerabilities of dependencies.
    """

    engine: str | None
    source: str
    sarif: tuple[Path, ...] = ()
    advisories: Ask = lambda: Unasked(_LOCAL)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A report, the change it is about, and the setting it was made by."""

    report: Report
    work: Reviewable
    team: TeamSetting


def run(work: Reviewable, team: TeamSetting, wish: Wish) -> Report:
    """Review a change with the detectors, on as many processors as it is worth."""
    jobs, squawk = _jobs(len(work.diff.files)), installed()
    # A program that helps is an input: without it the report may say less.
    setting = _setting(work, team, wish, jobs, [SOURCE] if squawk else [])
    with Detectors(team.checklist.items, team.team_items, jobs=jobs, squawk=squawk) as detectors:
        return reviewed(work, setting, detectors, progress())


def _said_by_others(files: Sequence[Path]) -> Iterator[tuple[str, tuple[Result, ...]]]:
    for file in files:
        try:
            text = file.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"`{file}` cannot be read: {error}.", "Name a SARIF file of an analyzer.") from error
        yield text, results(text, str(file))


def run_id(work: Reviewable, team: TeamSetting, others: Sequence[str] = ()) -> str:
    """Give the digest of all that decides the report: the same inputs, the same id."""
    # Two versions that git names tell their diff; a diff that came alone has to speak for itself.
    is_named = work.change.merge_base_sha and work.change.head_sha
    diff = "" if is_named else repr(work.diff)
    inputs = (TOOL, repr(work.change), diff, digest(team.loaded.config), team.checklist.digest, *others)
    return hashlib.sha256("\0".join(inputs).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _jobs(files: int) -> int:
    """Use the processors for a large change; to start a process for a small one costs more than it saves.

    One more than there are processors: while a worker waits for its next file, another one works.
    """
    return min((os.cpu_count() or 1) + 1, _MOST_JOBS) if files >= _MANY_FILES else 1


def _setting(work: Reviewable, team: TeamSetting, wish: Wish, jobs: int, helpers: Sequence[str]) -> Setting:
    config = team.loaded.config
    notes = [_NO_AGENT, *team.loaded.notes]
    if team.loaded.document.value is not None:
        notes.append(f"The configuration is {CONFIG_FILE} of {wish.source}.")
    if work.is_fragment:
        notes.append("Only a diff was given: what lies between its hunks was not seen.")
    others = dict(_said_by_others(wish.sarif))
    known = heard(work.diff, work.contents, team.checklist.items, config, wish.advisories)
    inputs = (*helpers, *others, *map(repr, known.claims), *known.notes)
    ran = Run(run_id(work, team, inputs), Engine.DETECTORS, "full")
    said = (*(one for several in others.values() for one in several), *known.claims)
    return Setting(
        tool=TOOL,
        run=ran,
        config=config,
        checklist=team.checklist,
        notes=(*notes, *known.notes),
        problem=_problem(Engine(wish.engine or config.engine)),
        jobs=jobs,
        others=said,
        answered=frozenset({ITEM}) if known.is_answered else frozenset(),
    )


def _problem(wanted: Engine) -> Problem | None:
    if wanted not in {Engine.AGENT, Engine.ALL}:
        return None
    if not os.environ.get("ANTHROPIC_API_KEY"):
        hint = f"`--engine {wanted}` needs a model key: set ANTHROPIC_API_KEY, or review with `--engine detectors`."
        return Problem("no-key", "", 0, hint)
    hint = f"`--engine {wanted}` needs the agent, which this version does not have: use `--engine detectors`."
    return Problem("no-agent", "", 0, hint)
