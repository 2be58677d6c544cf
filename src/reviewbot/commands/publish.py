"""Publish a report: write on GitHub what it says, or tell what would be written."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from reviewbot.commands.hub import Hub, hub_here
from reviewbot.commands.streams import printed, told
from reviewbot.domain.diff import Sha
from reviewbot.domain.item import TEAM_AREA, Item
from reviewbot.domain.plan import Answer, Write, Written
from reviewbot.domain.pull import PullName, Request
from reviewbot.domain.report import Report
from reviewbot.errors import AccessError, UsageError
from reviewbot.git.fetch import bare_repository, fetch
from reviewbot.git.snapshot import Snapshot
from reviewbot.github.write import Writer
from reviewbot.output.links import Links
from reviewbot.output.rehearsal import rehearsed
from reviewbot.output.report_file import loaded
from reviewbot.post import Writer as AnyWriter
from reviewbot.publication import Publication
from reviewbot.publish import Published
from reviewbot.publish import publish as published
from reviewbot.setting import Files, NoFiles, team_setting


class Rehearsal:
    """Say each write instead of doing it."""

    def write(self, write: Write) -> Answer:
        """Say what would be written, and call it done."""
        printed(f"{rehearsed(write)}\n\n")
        return Written()


def publish(options: argparse.Namespace) -> int:
    """Publish the report that the options name; raises AccessError where the token may not write."""
    report = report_in(options.report)
    with hub_here() as hub:
        publication = publication_of(hub, report, items_of(hub, report))
        writer: AnyWriter = Rehearsal() if options.dry_run else Writer(hub.connection, publication.pull)
        done = published(publication, hub.reader, writer)
    if done.denied:
        raise lacking(done)
    told(sentence(publication, done))
    return 0


def report_in(path: Path, about: PullName | None = None) -> Report:
    """Read a report about a pull request; raises UsageError for a file that is none, or is about another one."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"`{path}` cannot be read.", "Name a report that `reviewbot review --pull … -o` wrote."
        ) from error
    report = loaded(text, str(path))
    if report.change.pull is None:
        hint = "Review the pull request itself: `reviewbot review --pull OWNER/NAME#7 -o report.json`."
        raise UsageError("This report is not about a pull request.", hint)
    if about not in {None, PullName(report.change.repository, report.change.pull)}:
        raise UsageError(f"The report is not about {about}.", "Give the report of the same run.")
    return report


def publication_of(hub: Hub, report: Report, items: Mapping[str, Item], request: Request | None = None) -> Publication:
    """Put a report together with what it is said with, and with the check that was started for it."""
    change = report.change
    links = Links(
        hub.addresses.server,
        change.repository,
        change.pull or 0,
        change.head_sha,
        change.base_sha,
        change.merge_base_sha,
    )
    if request is None:
        return Publication(report, items, links)
    skips_drafts = not request.is_for_drafts
    return Publication(report, items, links, request.check, bill=request.bill, skips_drafts=skips_drafts)


def lacking(done: Published) -> AccessError:
    """Say what a token may not do, all of it."""
    messages, hints = ({one.message: None for one in done.denied}, {one.hint: None for one in done.denied})
    return AccessError(f"Not all could be published. {' '.join(messages)}", " ".join(hints))


def sentence(publication: Publication, done: Published) -> str:
    """Say what was published, for a log."""
    because = f" ({done.outcome.reason})" if done.outcome.reason else ""
    return f"{publication.pull}: {done.outcome.conclusion}{because}, {done.posted} posted, {done.fixed} fixed."


def items_of(hub: Hub, report: Report) -> Mapping[str, Item]:
    """Give the items that a report may speak of; a team's own are fetched from its base where it needs them."""
    if not any(one.area == TEAM_AREA for one in report.findings):
        return _by_id(NoFiles())
    return items_at(hub, report.change.repository, report.change.base_sha)


def items_at(hub: Hub, repository: str, base_sha: Sha) -> Mapping[str, Item]:
    """Give the items as a commit of a base has them; that commit is fetched, without more files than are read."""
    with TemporaryDirectory(prefix="reviewbot-", ignore_cleanup_errors=True) as folder:
        fetched = bare_repository(Path(folder) / "base.git", hub.remote(repository))
        fetch(fetched, {"base": base_sha}, without_contents=True)
        return _by_id(Snapshot(fetched, base_sha))


def _by_id(files: Files) -> Mapping[str, Item]:
    return {one.id: one for one in team_setting(files).checklist.items}
