"""Audit a branch of a local repository."""

import argparse
from pathlib import Path

from reviewbot.branch import auditable, revision
from reviewbot.commands.audit_run import AuditWish, Chosen, audited_with, baseline_of
from reviewbot.commands.audit_say import said
from reviewbot.commands.audit_shards import report_in
from reviewbot.commands.rehearsed import rehearsed
from reviewbot.commands.streams import told
from reviewbot.domain.audit import AuditReport
from reviewbot.errors import UsageError
from reviewbot.findings.accepted import BASELINE_FILE
from reviewbot.findings.baseline import written
from reviewbot.git.repository import open_repository
from reviewbot.git.snapshot import Snapshot
from reviewbot.output.write import write
from reviewbot.setting import team_setting
from reviewbot.shards import part

_REASON = "was there when the baseline was written"


def run(options: argparse.Namespace) -> int:
    """Audit what the options name, write and print the report; give the exit code."""
    chosen = _chosen(options)
    told(_named(chosen))
    previous = report_in(options.previous) if options.previous else None
    report = audited_with(chosen, _wish(options), previous=previous)
    items = {one.id: one for one in chosen.team.checklist.items}
    code = rehearsed(options.dry_run_prompts) if options.dry_run_prompts else said(report, items, options)
    if options.write_baseline:
        _write_baseline(report, chosen)
    return code


def _chosen(options: argparse.Namespace) -> Chosen:
    repository = open_repository(options.repo)
    if options.write_baseline and (options.shard or repository.root is None):
        hint = "Run it without --shard, in a repository that has a working tree."
        raise UsageError("A baseline is written of a whole audit, into the working tree.", hint)
    version = revision(repository, options.rev)
    config = revision(repository, options.config_from).sha if options.config_from else version.sha
    work = auditable(repository, version)
    team = team_setting(Snapshot(repository, config))
    return Chosen(repository, version, team, part(work, options.shard) if options.shard else work)


def _wish(options: argparse.Namespace) -> AuditWish:
    return AuditWish(
        engine=options.engine,
        effort=options.effort,
        max_usd=options.max_usd,
        trace=options.trace,
        prompts_to=options.dry_run_prompts,
    )


def _write_baseline(report: AuditReport, chosen: Chosen) -> None:
    path = (chosen.repository.root or Path()) / BASELINE_FILE
    write(path, written(report.causes, _REASON, "reviewbot", baseline_of(chosen)))
    told(f"wrote {BASELINE_FILE}: commit it, and audits accept what it lists.")


def _named(chosen: Chosen) -> str:
    one, shard = chosen.work.snapshot, chosen.work.shard
    of = f", shard {shard.number} of {shard.of}" if shard else ""
    day = f" of {one.day}" if one.day else ""
    return f"auditing {chosen.revision.name} at {one.sha[:10]}{day}: {len(chosen.work.mine):,} files{of}."
