"""Let the agent take part in an audit.

Imported late, by `audit_run`, as `reader` is by `run`: what comes with it takes longer to import than a small shard
takes to be looked at.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from reviewbot.audit import Auditable, inventory, settled
from reviewbot.auditing import audited_by, designed_by
from reviewbot.classes import class_of
from reviewbot.commands.audit_run import AuditWish, Branch
from reviewbot.commands.reader import ready as made_ready
from reviewbot.commands.run import Ready, Wish, engine_of
from reviewbot.contents import Blobs, SnapshotFiles
from reviewbot.domain.audit import AuditReport, Slice
from reviewbot.domain.diff import Diff, Sha
from reviewbot.domain.inventory import Inventory
from reviewbot.domain.levels import Engine
from reviewbot.domain.report import Change
from reviewbot.git.history import changed_since, churn
from reviewbot.git.snapshot import Snapshot
from reviewbot.inventory.extract import facts
from reviewbot.inventory.slices import sliced
from reviewbot.look import Detectors, Lens
from reviewbot.output.outgoing import leak
from reviewbot.review import Reviewable
from reviewbot.setting import TeamSetting
from reviewbot.touring import Ground

_ALONE = "the detectors alone"
_NOWHERE = frozenset[str]()


def audited(
    report: AuditReport, branch: Branch, team: TeamSetting, detectors: Detectors, wish: AuditWish
) -> AuditReport:
    """Add what the agent says to what the detectors said.

    `detectors` must still be at work: an agent is shown what they see in the files that it reads.
    """
    with made_ready(_reviewable(branch), team, _asked(wish, branch.work.snapshot.repository)) as ready:
        begun = _begun(report, engine_of(Engine(wish.engine or team.loaded.config.engine)), ready.prompts)

        def all_facts() -> Inventory:
            return inventory(branch.work, team.loaded.config, detectors, facts)

        designed = _designed(begun, branch, ready, all_facts)
        told = audited_by(ready.agent, designed, _ground(branch, team, detectors))
    # Which causes a baseline accepts is plain only with all of them: of a shard they are not known.
    if branch.work.shard is not None:
        return told
    return replace(told, causes=settled(told.causes, told.baseline, told.coverage.files))


def _asked(wish: AuditWish, repository: str) -> Wish:
    return Wish(
        engine=wish.engine,
        source="the audited version",
        effort=wish.effort,
        max_usd=wish.max_usd,
        trace=wish.trace,
        prompts_to=wish.prompts_to,
        title=repository,
        is_audit=True,
    )


def _begun(report: AuditReport, engine: Engine, prompts: str) -> AuditReport:
    """Name the run anew, by all that decides it, and take back that the detectors were alone."""
    name = hashlib.sha256(f"{report.run.id}\0{engine}\0{prompts}".encode()).hexdigest()[:16]
    return replace(
        report,
        run=replace(report.run, id=name, engine=engine),
        digests=replace(report.digests, prompts=prompts),
        notes=tuple(note for note in report.notes if _ALONE not in note),
    )


def _designed(report: AuditReport, branch: Branch, ready: Ready, all_facts: Callable[[], Inventory]) -> AuditReport:
    before = branch.previous
    if before is not None and before.design is not None and before.inventory == report.inventory:
        # To judge the same facts again would cost the money that reads code.
        return replace(report, design=before.design)
    if ready.designer is None:
        return report
    # What may be shown to people leads nowhere, calls nobody, and hides nothing.
    return designed_by(ready.designer, report, all_facts, lambda text: leak(text, _NOWHERE) is None)


def _reviewable(branch: Branch) -> Reviewable:
    """Give a version of a branch as a change that changes nothing: both of its sides are the version."""
    snapshot = branch.work.snapshot
    change = Change(snapshot.repository, None, snapshot.sha, snapshot.sha, snapshot.sha)
    return Reviewable(change, Diff(()), Blobs(branch.repository, (), change), day=snapshot.day)


def _ground(branch: Branch, team: TeamSetting, detectors: Detectors) -> Ground:
    repository, snapshot = branch.repository, branch.work.snapshot
    files, config = SnapshotFiles(Snapshot(repository, snapshot.sha)), team.loaded.config
    slices = _mine(branch.work)
    kinds = class_of([path for one in slices for path in one.paths], files, config)

    def changed(sha: Sha) -> frozenset[str] | None:
        return changed_since(repository, sha, snapshot.sha)

    return Ground(
        files=files,
        lens=Lens(team.checklist.items, config, detectors, kinds),
        slices=slices,
        before=(*(branch.previous.slices if branch.previous else ()), *branch.before),
        changes=churn(repository, snapshot.sha, snapshot.day) if snapshot.day else None,
        changed=changed,
    )


def _mine(work: Auditable) -> tuple[Slice, ...]:
    """Divide everything, as whoever divides an audit over shards does, and give the slices of this run."""
    mine = {one.path for one in work.mine}
    return tuple(one for one in sliced([(one.path, one.size or 0) for one in work.entries]) if one.paths[0] in mine)
