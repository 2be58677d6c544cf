"""Say an audit as the options ask: on standard output, in files, and as an exit code."""

import argparse
from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from reviewbot.commands.streams import printed, terminal, told
from reviewbot.domain.audit import AuditReport
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Status
from reviewbot.findings.root import is_settled
from reviewbot.output.audit_file import dumped
from reviewbot.output.audit_format import AuditFormat, audit_format_of
from reviewbot.output.screen import Terminal
from reviewbot.output.write import write


class _Formats(Protocol):
    """The module that says an audit in any format."""

    def render_audit(
        self, report: AuditReport, items: Mapping[str, Item], form: AuditFormat, terminal: Terminal | None = None
    ) -> str:
        """Say an audit in one format."""


def said(report: AuditReport, items: Mapping[str, Item], options: argparse.Namespace) -> int:
    """Write and print a report; give the exit code."""
    outputs = {path: audit_format_of(path) for path in options.output}
    form, here = AuditFormat(options.format), terminal()
    text = _rendered(report, items, form, here)
    # All are made before the first is written: an error leaves nothing behind.
    files = {path: _rendered(report, items, one) for path, one in outputs.items()}
    for path, content in files.items():
        write(path, content)
    printed(text, here.encoding if form is AuditFormat.TEXT else "utf-8")
    return _exit_code(report, options.fail_on)


def _rendered(
    report: AuditReport, items: Mapping[str, Item], form: AuditFormat, terminal: Terminal | None = None
) -> str:
    if form is AuditFormat.JSON:
        return dumped(report)
    # Late, for the reason that `run` has: a shard, which says JSON alone, needs nothing that draws and colours.
    formats = cast(_Formats, import_module("reviewbot.output.audit_formats"))
    return formats.render_audit(report, items, form, terminal)


def _exit_code(report: AuditReport, fail_on: str) -> int:
    if report.problem is not None:
        told(report.problem.hint)
    if report.status is not Status.COMPLETE:
        return 3
    fails = fail_on != "never" and any(
        one.severity >= Severity(fail_on) for one in report.causes if not is_settled(one)
    )
    return 1 if fails else 0
