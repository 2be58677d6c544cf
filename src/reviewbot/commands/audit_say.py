"""Say an audit as the options ask: on standard output, in files, and as an exit code."""

import argparse
from collections.abc import Mapping

from reviewbot.commands.streams import printed, terminal, told
from reviewbot.domain.audit import AuditReport
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Status
from reviewbot.findings.root import is_settled
from reviewbot.output.audit_formats import AuditFormat, audit_format_of, render_audit
from reviewbot.output.write import write


def said(report: AuditReport, items: Mapping[str, Item], options: argparse.Namespace) -> int:
    """Write and print a report; give the exit code."""
    outputs = {path: audit_format_of(path) for path in options.output}
    form, here = AuditFormat(options.format), terminal()
    text = render_audit(report, items, form, here)
    # All are made before the first is written: an error leaves nothing behind.
    files = {path: render_audit(report, items, one) for path, one in outputs.items()}
    for path, content in files.items():
        write(path, content)
    printed(text, here.encoding if form is AuditFormat.TEXT else "utf-8")
    return _exit_code(report, options.fail_on)


def _exit_code(report: AuditReport, fail_on: str) -> int:
    if report.problem is not None:
        told(report.problem.hint)
    if report.status is not Status.COMPLETE:
        return 3
    fails = fail_on != "never" and any(
        one.severity >= Severity(fail_on) for one in report.causes if not is_settled(one)
    )
    return 1 if fails else 0
