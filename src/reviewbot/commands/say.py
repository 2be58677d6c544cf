"""Say a review as the options ask: on standard output, in files, and as an exit code."""

import argparse

from reviewbot.commands.run import Reviewed
from reviewbot.commands.streams import printed, terminal, told
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Report, Status
from reviewbot.output.formats import Format, format_of, render
from reviewbot.output.write import write


def said(done: Reviewed, options: argparse.Namespace) -> int:
    """Write and print a report; give the exit code."""
    outputs = {path: format_of(path) for path in options.output}
    form, here = Format(options.format), terminal()
    items = {one.id: one for one in done.team.checklist.items}
    text = render(done.report, done.work.diff, items, form, here)
    # All are made before the first is written: an error leaves nothing behind.
    files = {path: render(done.report, done.work.diff, items, one) for path, one in outputs.items()}
    for path, content in files.items():
        write(path, content)
    printed(text, here.encoding if form is Format.TEXT else "utf-8")
    return _exit_code(done.report, options.fail_on)


def _exit_code(report: Report, fail_on: str) -> int:
    if report.problem is not None:
        told(report.problem.hint)
    if report.status is not Status.COMPLETE:
        return 3
    fails = fail_on != "never" and any(
        one.severity >= Severity(fail_on) for one in report.findings if one.suppressed is None
    )
    return 1 if fails else 0
