"""Divide an audit over several machines, and join their reports."""

import argparse
import json
from pathlib import Path

from reviewbot.branch import auditable, revision
from reviewbot.checklist.load import checklist
from reviewbot.commands.audit_say import said
from reviewbot.commands.streams import printed
from reviewbot.domain.audit import AuditReport
from reviewbot.errors import UsageError
from reviewbot.git.repository import open_repository
from reviewbot.output.audit_file import loaded
from reviewbot.shards import Given, loads, whole, worth

_LARGEST = 500_000_000
_CENT = 100


def plan(options: argparse.Namespace) -> int:
    """Print how an audit is divided: a matrix for GitHub Actions, or a table for people."""
    repository = open_repository(options.repo)
    work = auditable(repository, revision(repository, options.rev))
    of = options.shards or worth(work.entries)
    taken = loads(work.entries, of)
    if options.format == "json":
        printed(matrix(of, options.max_usd) + "\n")
        return 0
    name = f"{work.snapshot.repository} at {work.snapshot.sha[:10]}"
    printed(f"{name}: {len(work.entries):,} files, {of} {'job' if of == 1 else 'jobs'}\n")
    for number, (seconds, usd) in enumerate(zip(taken, _shares(options.max_usd, of), strict=True), 1):
        printed(f"{number:>4}/{of}  about {seconds:,.0f} CPU-seconds{usd and f'  ${usd}'}\n")
    return 0


def merge(options: argparse.Namespace) -> int:
    """Join the reports of all shards, write and print the whole; give the exit code."""
    report = whole([Given(report_in(path), str(path)) for path in options.reports])
    return said(report, {one.id: one for one in checklist({}).items}, options)


def matrix(of: int, usd: float | None) -> str:
    """Write the matrix of so many jobs for GitHub Actions, as JSON; they share the money if any is named."""
    rows = [{"shard": f"{number}/{of}", "max_usd": share} for number, share in enumerate(_shares(usd, of), 1)]
    return json.dumps({"include": rows})


def report_in(path: Path) -> AuditReport:
    """Read a report that `audit run` wrote; raises UsageError for what is none."""
    return loaded(text_in(path), str(path))


def text_in(path: Path) -> str:
    """Read the text of a report; raises UsageError for a file that is none, or too large for one."""
    try:
        if path.stat().st_size > _LARGEST:
            raise UsageError(f"`{path}` is larger than {_LARGEST:,} bytes.", "Pass what `reviewbot audit run` wrote.")
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"`{path}` cannot be read: {error}."
        raise UsageError(message, "Pass what `reviewbot audit run -o FILE.json` wrote.") from error


def _shares(usd: float | None, of: int) -> tuple[str, ...]:
    """Divide money into equal parts, in tenths of a cent, which together are never more; empty where none is named."""
    if usd is None:
        return ("",) * of
    share = int(usd * 10 * _CENT / of) / (10 * _CENT)
    if not share:
        raise UsageError(f"${usd:g} is too little for {of} jobs.", "Name fewer --shards, or more with --max-usd.")
    return (f"{share:.3f}",) * of
