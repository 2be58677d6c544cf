"""Publish an audit: the tracking issue and code scanning, or what would be written there."""

import argparse
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from reviewbot.commands.hub import Hub, hub_here, repository_name
from reviewbot.commands.publish import items_at
from reviewbot.commands.streams import printed, told
from reviewbot.domain.audit import AuditReport
from reviewbot.domain.item import TEAM_AREA, Item
from reviewbot.domain.plan import Answer, Written
from reviewbot.domain.tracker import TrackWrite
from reviewbot.errors import UsageError
from reviewbot.github.track import AuditReader, AuditWriter
from reviewbot.output.audit_file import loaded
from reviewbot.output.audit_format import AuditFormat, audit_format_of
from reviewbot.output.audit_formats import render_audit
from reviewbot.output.audit_page import audit_page
from reviewbot.output.audit_rehearsal import audit_rehearsed
from reviewbot.output.write import write
from reviewbot.setting import NoFiles, team_setting
from reviewbot.tracking import Tracked, Tracking, track
from reviewbot.tracking import Writer as AnyWriter

_UNPUBLISHED = 3


class AuditRehearsal:
    """Say each write instead of doing it."""

    def write(self, write: TrackWrite) -> Answer:
        """Say what would be written, and call it done."""
        printed(f"{audit_rehearsed(write)}\n\n")
        return Written()


def publish(options: argparse.Namespace) -> int:
    """Publish the audit that the options name; give 3 where nothing of it could be published."""
    forms = {path: audit_format_of(path) for path in options.output}
    report = audit_in(options.report, options.repository)
    with hub_here() as hub:
        writer = AuditRehearsal() if options.dry_run else AuditWriter(hub.connection, report.snapshot.repository)
        items = _items(hub, report)
        done = tracked(hub, report, items, writer)
    for path, form in forms.items():
        write(path, said(done, form, items, hub.addresses.server))
    for remark in done.remarks:
        told(remark)
    told(sentence(done))
    return 0 if done.is_published else _UNPUBLISHED


def tracked(hub: Hub, report: AuditReport, items: Mapping[str, Item], writer: AnyWriter) -> Tracked:
    """Publish an audit through a writer."""
    tracking = Tracking(report, items, hub.addresses.server, datetime.now(UTC).date())
    return track(tracking, AuditReader(hub.connection), writer)


def audit_in(path: Path, repository: str | None = None) -> AuditReport:
    """Read the report of an audit of a repository on GitHub; raises UsageError for any other file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        hint = "Name a report that `reviewbot audit run -o report.json` wrote."
        raise UsageError(f"`{path}` cannot be read.", hint) from error
    report = loaded(text, str(path))
    own = report.snapshot.repository
    name = repository_name(repository or own)
    if "/" in own and own.lower() != name.lower():
        raise UsageError(f"The report is not about {name}.", f"It is about {own}.")
    return replace(report, snapshot=replace(report.snapshot, repository=name))


def said(done: Tracked, form: AuditFormat, items: Mapping[str, Item], server: str) -> str:
    """Say an audit in one format, as whoever reads the repository may see it."""
    if form is AuditFormat.HTML:
        return audit_page(done.report, items, done.lived, server)
    return render_audit(done.report, items, form)


def sentence(done: Tracked) -> str:
    """Say what was published, for a log."""
    lived = done.lived
    counts = f"{len(lived.open)} open, {len(lived.new)} new, {len(lived.gone)} gone"
    where = f"issue {done.issue}" if done.issue else "no tracking issue"
    scanned = "code scanning has the results" if done.is_scanned else "code scanning has none"
    return f"{done.report.snapshot.repository}: {counts}; {where}, {scanned}."


def _items(hub: Hub, report: AuditReport) -> Mapping[str, Item]:
    """Give the items that the report may speak of; a team's own are fetched from what was audited."""
    if any(one.first.area == TEAM_AREA for one in report.causes):
        return items_at(hub, report.snapshot.repository, report.snapshot.sha)
    return {one.id: one for one in team_setting(NoFiles()).checklist.items}
