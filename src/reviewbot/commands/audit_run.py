"""Audit a version of a branch, the same way for every command: with the detectors, and with the agent if wanted."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass

from reviewbot.audit import Auditable, Setting, audit
from reviewbot.commands.auditor import Branch, audited
from reviewbot.commands.keys import has_key
from reviewbot.commands.run import TOOL, Wish
from reviewbot.commands.streams import progress_of
from reviewbot.config.values import Provider
from reviewbot.config.write import digest
from reviewbot.detectors.run import Detectors
from reviewbot.detectors.sql.squawk import SOURCE, installed
from reviewbot.domain.audit import AuditReport, BaselineEntry, SeenSlice
from reviewbot.domain.levels import Engine
from reviewbot.domain.report import Problem, Run
from reviewbot.findings.accepted import BASELINE_FILE
from reviewbot.findings.baseline import baseline
from reviewbot.git.repository import Repository
from reviewbot.git.revisions import Revision, is_shallow
from reviewbot.git.snapshot import Snapshot
from reviewbot.inventory.extract import facts
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


def audited_with(
    chosen: Chosen, wish: Wish, before: tuple[SeenSlice, ...] = (), previous: AuditReport | None = None
) -> AuditReport:
    """Audit what was chosen; slices read `before`, or by a `previous` audit, come last where money is short."""
    team, work, wanted = chosen.team, chosen.work, wish.engine or chosen.team.loaded.config.engine
    branch = Branch(chosen.repository, work, before, previous)
    jobs, squawk = _jobs(work), installed()
    setting = _setting(chosen, Engine(wanted), jobs, (SOURCE,) if squawk else ())
    with Detectors(team.checklist.items, team.team_items, jobs=jobs, squawk=squawk, module=MODULE) as detectors:
        report = audit(work, setting, detectors, progress_of("MB", 1_000_000))
        return audited(report, branch, team, detectors, wish)


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
        problem=_problem(wanted, is_bedrock=team.loaded.config.provider is Provider.BEDROCK),
        jobs=jobs,
        facts=facts,
        baseline=accepted,
    )


def _notes(chosen: Chosen) -> Iterator[str]:
    yield _NO_AGENT
    if chosen.team.loaded.document.value is not None:
        yield f"The configuration is {CONFIG_FILE} of the audited version."
    if is_shallow(chosen.repository):
        yield "This clone is shallow: how often files changed is not known."


def _problem(wanted: Engine, *, is_bedrock: bool) -> Problem | None:
    if wanted not in {Engine.AGENT, Engine.ALL} or has_key(os.environ, is_bedrock=is_bedrock):
        return None
    hint = f"`--engine {wanted}` needs a model key: set ANTHROPIC_API_KEY, or audit with `--engine detectors`."
    return Problem("no-key", "", 0, hint)


def _jobs(work: Auditable) -> int:
    """Give one more than there are processors: while a worker waits for its next file, another one works."""
    is_small = sum(one.size or 0 for one in work.mine) < _FEW_BYTES
    return 1 if is_small else min((os.cpu_count() or 1) + 1, _MOST_JOBS)
