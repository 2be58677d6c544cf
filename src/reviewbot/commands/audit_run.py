"""Audit a version of a branch, the same way for every command: with the detectors, and with the agent if wanted."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from reviewbot.audit import Auditable, Setting, audit
from reviewbot.commands.keys import has_key
from reviewbot.commands.program import TOOL
from reviewbot.commands.streams import progress_of
from reviewbot.config.keys import Config
from reviewbot.config.values import Provider
from reviewbot.config.write import digest
from reviewbot.detectors.run import Detectors
from reviewbot.detectors.sql.squawk import SOURCE, installed
from reviewbot.domain.audit import AuditReport, BaselineEntry, SeenSlice
from reviewbot.domain.levels import Engine
from reviewbot.domain.report import Problem, Run
from reviewbot.findings.accepted import BASELINE_FILE
from reviewbot.findings.baseline import baseline
from reviewbot.git.history import is_known
from reviewbot.git.repository import Repository
from reviewbot.git.revisions import Revision
from reviewbot.git.snapshot import Snapshot
from reviewbot.inventory.extract import facts
from reviewbot.look import Detectors as AnyDetectors
from reviewbot.setting import CONFIG_FILE, TeamSetting
from reviewbot.witness import MODULE

_FEW_BYTES = 200_000
"""To start a process for less costs more than it saves."""

_MOST_JOBS = 8
_NO_AGENT = "No agent took part: the detectors alone read this branch."


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be audited: a repository, the version of it, the team's word there, and what to look at."""

    repository: Repository
    revision: Revision
    team: TeamSetting
    work: Auditable


@dataclass(frozen=True, slots=True)
class AuditWish:
    """What is asked of an audit: who reads, how carefully and for how much money; None for the configuration's word.

    `trace` is where calls to the model are noted, `prompts_to` where they are written instead of sent.
    """

    engine: str | None
    effort: str | None = None
    max_usd: float | None = None
    trace: Path | None = None
    prompts_to: Path | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """What an agent reads: a version of a repository, what of it this run looks at, when its slices were read before.

    `previous` is the report of an earlier audit, where there is one: it tells that too, and its design stays as long as
    the facts do.
    """

    repository: Repository
    work: Auditable
    before: tuple[SeenSlice, ...] = ()
    previous: AuditReport | None = None


class Auditor(Protocol):
    """The module that lets an agent take part."""

    def audited(
        self, report: AuditReport, branch: Branch, team: TeamSetting, detectors: AnyDetectors, wish: AuditWish
    ) -> AuditReport:
        """Add what the agent says to what the detectors said."""


def audited_with(
    chosen: Chosen, wish: AuditWish, before: tuple[SeenSlice, ...] = (), previous: AuditReport | None = None
) -> AuditReport:
    """Audit what was chosen; slices read `before`, or by a `previous` audit, come last where money is short."""
    team, work = chosen.team, chosen.work
    jobs, squawk = _jobs(work), installed()
    setting = _setting(chosen, _wanted(wish, team.loaded.config), jobs, (SOURCE,) if squawk else ())
    with Detectors(team.checklist.items, team.team_items, jobs=jobs, squawk=squawk, module=MODULE) as detectors:
        report = audit(work, setting, detectors, progress_of("MB", 1_000_000))
        if not asks_an_agent(wish, team.loaded.config):
            return report
        # Late, for the reason that `run` has.
        auditor = cast(Auditor, import_module("reviewbot.commands.auditor"))
        return auditor.audited(report, Branch(chosen.repository, work, before, previous), team, detectors, wish)


def baseline_of(chosen: Chosen) -> tuple[BaselineEntry, ...]:
    """Read the risks that the team accepts in the audited version."""
    data = Snapshot(chosen.repository, chosen.revision.sha).read(BASELINE_FILE)
    return () if data is None else baseline(data.decode("utf-8", "replace"))


def _setting(chosen: Chosen, wanted: Engine, jobs: int, helpers: tuple[str, ...]) -> Setting:
    team, accepted = chosen.team, baseline_of(chosen)
    known = (TOOL, repr(chosen.work.snapshot), digest(team.loaded.config), team.checklist.digest, repr(accepted))
    inputs = "\0".join((*known, *helpers)).encode("utf-8", "surrogatepass")
    return Setting(
        tool=TOOL,
        run=Run(hashlib.sha256(inputs).hexdigest()[:16], Engine.DETECTORS, "audit"),
        config=team.loaded.config,
        checklist=team.checklist,
        notes=tuple(_notes(chosen)),
        problem=_problem(wanted, team.loaded.config),
        jobs=jobs,
        facts=facts,
        baseline=accepted,
    )


def _notes(chosen: Chosen) -> Iterator[str]:
    yield _NO_AGENT
    if chosen.team.loaded.document.value is not None:
        yield f"The configuration is {CONFIG_FILE} of the audited version."
    if not is_known(chosen.repository):
        yield "This clone is shallow: how often files changed is not known."


def _wanted(wish: AuditWish, config: Config) -> Engine:
    return Engine(wish.engine or config.engine)


def asks_an_agent(wish: AuditWish, config: Config) -> bool:
    """Tell whether an agent takes part in an audit."""
    return wish.prompts_to is not None or (_wanted(wish, config) is not Engine.DETECTORS and _has_key(config))


def _has_key(config: Config) -> bool:
    return has_key(os.environ, is_bedrock=config.provider is Provider.BEDROCK)


def _problem(wanted: Engine, config: Config) -> Problem | None:
    if wanted not in {Engine.AGENT, Engine.ALL} or _has_key(config):
        return None
    hint = f"`--engine {wanted}` needs a model key: set ANTHROPIC_API_KEY, or audit with `--engine detectors`."
    return Problem("no-key", "", 0, hint)


def _jobs(work: Auditable) -> int:
    """Give one more than there are processors: while a worker waits for its next file, another one works."""
    is_small = sum(one.size or 0 for one in work.mine) < _FEW_BYTES
    return 1 if is_small else min((os.cpu_count() or 1) + 1, _MOST_JOBS)
