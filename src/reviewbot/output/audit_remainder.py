"""What an audit was made of: its commit, what was looked at and what was not, and what it cost."""

from collections.abc import Iterator

from reviewbot.domain.audit import AuditReport
from reviewbot.domain.coverage import EVERY, UNREAD, CellState, FileState
from reviewbot.output.links import Links, commit
from reviewbot.output.markup import link, plain_text
from reviewbot.output.tally import gaps
from reviewbot.output.wording import counted

_MOST_REASONS = 8


def audited(report: AuditReport, links: Links) -> str:
    """Say in one line what was audited, how much of it was looked at, and what that cost."""
    snapshot = report.snapshot
    sha = link(snapshot.sha[:7], commit(links, snapshot.sha))
    branch = f" on {plain_text(snapshot.branch)}" if snapshot.branch else ""
    day = f" of {snapshot.day}" if snapshot.day else ""
    looked = sum(one.state is FileState.REVIEWED for one in report.coverage.files)
    read = f", {counted(len(report.read), 'file')} read by the agent" if report.read else ""
    cost = f" · ${report.cost.usd:.2f}" if report.cost.calls else ""
    return f"Audited {sha}{branch}{day} · {counted(looked, 'file')} looked at{read}{cost}"


def not_looked_at(report: AuditReport) -> Iterator[str]:
    """Say what nobody looked at and why: files that failed, files that the agent did not read, items left out."""
    files = [(one.reason, one.path) for one in report.coverage.files if one.state is FileState.FAILED]
    cells = [one for one in report.coverage.cells if one.state is CellState.NOT_EXAMINED]
    unread = [(one.reason.removeprefix(UNREAD), one.path) for one in cells if one.reason.startswith(UNREAD)]
    items = [(one.reason, one.item) for one in cells if one.path == EVERY]
    excluded = sum(one.state is FileState.EXCLUDED for one in report.coverage.files)
    yield from _lines("file", files)
    yield from _lines("file", unread, " not read by the agent")
    yield from _lines("question", items)
    if excluded:
        yield f"{counted(excluded, 'file')}: excluded, generated, vendored or binary"
    yield from (plain_text(note) for note in report.notes)


def _lines(noun: str, pairs: list[tuple[str, str]], what: str = "") -> Iterator[str]:
    found = gaps(pairs)
    for gap in found[:_MOST_REASONS]:
        yield f"{counted(len(gap.names), noun)}{what}: {plain_text(gap.reason)}"
    if len(found) > _MOST_REASONS:
        yield f"{counted(sum(len(gap.names) for gap in found[_MOST_REASONS:]), noun)}{what} for other reasons"
