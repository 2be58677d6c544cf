"""Run the review of a change that is ready to be read, the same way for every command."""

import hashlib
import os
from dataclasses import dataclass
from importlib.metadata import version

from reviewbot.commands.streams import progress
from reviewbot.config.write import digest
from reviewbot.detectors.run import Detectors
from reviewbot.domain.levels import Engine
from reviewbot.domain.report import Problem, Report, Run
from reviewbot.review import Reviewable, Setting
from reviewbot.review import review as reviewed
from reviewbot.setting import CONFIG_FILE, TeamSetting

VERSION = version("reviewbot")
TOOL = f"reviewbot {VERSION}"
_MANY_FILES = 60
_MOST_JOBS = 8
_NO_AGENT = "No agent took part: the detectors alone read this change."


@dataclass(frozen=True, slots=True)
class Wish:
    """What a command asks of a review: who reads, and where the team's configuration was read, in words."""

    engine: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A report, the change it is about, and the setting it was made by."""

    report: Report
    work: Reviewable
    team: TeamSetting


def run(work: Reviewable, team: TeamSetting, wish: Wish) -> Report:
    """Review a change with the detectors, on as many processors as it is worth."""
    jobs = _jobs(len(work.diff.files))
    with Detectors(team.checklist.items, team.team_items, jobs=jobs) as detectors:
        return reviewed(work, _setting(work, team, wish, jobs), detectors, progress())


def run_id(work: Reviewable, team: TeamSetting) -> str:
    """Give the digest of all that decides the report: the same inputs, the same id."""
    # Two versions that git names tell their diff; a diff that came alone has to speak for itself.
    is_named = work.change.merge_base_sha and work.change.head_sha
    diff = "" if is_named else repr(work.diff)
    inputs = (TOOL, repr(work.change), diff, digest(team.loaded.config), team.checklist.digest)
    return hashlib.sha256("\0".join(inputs).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _jobs(files: int) -> int:
    """Use the processors for a large change; to start a process for a small one costs more than it saves.

    One more than there are processors: while a worker waits for its next file, another one works.
    """
    return min((os.cpu_count() or 1) + 1, _MOST_JOBS) if files >= _MANY_FILES else 1


def _setting(work: Reviewable, team: TeamSetting, wish: Wish, jobs: int) -> Setting:
    config = team.loaded.config
    notes = [_NO_AGENT, *team.loaded.notes]
    if team.loaded.document.value is not None:
        notes.append(f"The configuration is {CONFIG_FILE} of {wish.source}.")
    if work.is_fragment:
        notes.append("Only a diff was given: what lies between its hunks was not seen.")
    ran = Run(run_id(work, team), Engine.DETECTORS, "full")
    problem = _problem(Engine(wish.engine or config.engine))
    return Setting(TOOL, ran, config, team.checklist, tuple(notes), problem, jobs)


def _problem(wanted: Engine) -> Problem | None:
    if wanted not in {Engine.AGENT, Engine.ALL}:
        return None
    if not os.environ.get("ANTHROPIC_API_KEY"):
        hint = f"`--engine {wanted}` needs a model key: set ANTHROPIC_API_KEY, or review with `--engine detectors`."
        return Problem("no-key", "", 0, hint)
    hint = f"`--engine {wanted}` needs the agent, which this version does not have: use `--engine detectors`."
    return Problem("no-agent", "", 0, hint)
