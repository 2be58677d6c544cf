"""A report with what it is said with: the marks and texts that leave for GitHub."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from reviewbot.domain.expense import Bill
from reviewbot.domain.item import Item
from reviewbot.domain.marker import FindingMarker, RunMarker, finding_mark, finding_marker
from reviewbot.domain.plan import Draft
from reviewbot.domain.pull import PullName
from reviewbot.domain.report import Checkpoint, Report, Status
from reviewbot.errors import ConfigurationError, Place, UsageError
from reviewbot.findings.reconcile import Group
from reviewbot.output.comment import comment
from reviewbot.output.links import Links
from reviewbot.output.outgoing import hosts, leak
from reviewbot.output.summary import Standing, summary
from reviewbot.output.voice import COMMENT, OURS, SUMMARY, Voice

_RUN = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Publication:
    """A report and what it is said with: the items that it speaks of, and where its links lead.

    `check` is the number of the check run in progress, None where the newest on the head is to be looked for.
    `bill` is what that one says of money, None where it says nothing. `is_said` is false where GitHub would not take
    all of it. `voice` is how its comments sound. `skips_drafts` where nobody asked for a review of a draft.
    """

    report: Report
    items: Mapping[str, Item]
    links: Links
    check: int | None = None
    is_said: bool = True
    bill: Bill | None = None
    voice: Voice = OURS
    skips_drafts: bool = False

    @property
    def pull(self) -> PullName:
        """Name the pull request that the report is about."""
        return PullName(self.report.change.repository, self.report.change.pull or 0)

    @property
    def marker(self) -> RunMarker:
        """Give what the run covered, for the marks."""
        report = self.report
        checkpoint = Checkpoint(report.change.merge_base_sha, report.change.head_sha, report.digests)
        is_complete = self.is_said and report.status is Status.COMPLETE and report.run.scope == "full"
        return RunMarker(
            report.run.id, report.tool.split()[-1], self.pull.number, report.change.base_sha, checkpoint, is_complete
        )


@dataclass(frozen=True, slots=True)
class Said:
    """A text for GitHub; `trouble` is why a team's template did not make it, None where nothing was wrong."""

    text: str
    trouble: ConfigurationError | None = None


def believe(publication: Publication) -> None:
    """Refuse a report whose identities are none: they go into marks, which nothing may break out of.

    Raises UsageError for a report that somebody changed.
    """
    report = publication.report
    marks = [finding_marker(_mark(report, (one,))) for one in report.findings]
    if None in marks or not _RUN.fullmatch(report.run.id):
        hint = "Publish a report as `reviewbot review` wrote it."
        raise UsageError("This report was changed: its identities are not ours.", hint)


def drafted(publication: Publication, group: Group) -> Draft:
    """Write the comment of a group, at the lines of its first finding."""
    return Draft(group[0].anchor, commented(publication, group).text)


def commented(publication: Publication, group: Group) -> Said:
    """Write the comment of a group in the publication's voice."""
    item, mark = publication.items.get(group[0].item), _mark(publication.report, group)
    return _said(publication, COMMENT, lambda voice: comment(group, item, publication.links, mark, voice))


def summarised(publication: Publication, standing: Standing, mark: str) -> Said:
    """Write the summary in the publication's voice."""
    report, items, links = publication.report, publication.items, publication.links
    return _said(publication, SUMMARY, lambda voice: summary(report, items, links, standing, mark, voice))


def _said(publication: Publication, name: str, write: Callable[[Voice], str]) -> Said:
    """Say something by the team's template, and by ours where that one fails or makes what is not sent."""
    voice = publication.voice
    ours = replace(voice, templates={})
    try:
        text = write(voice)
    except ConfigurationError as error:
        return Said(write(ours), error)
    found = leak(text, hosts(publication.links, publication.items)) if name in voice.templates else None
    if found is None:
        return Said(text)
    message = f"The template makes a text that is not sent: {found.reason}."
    hint = "Leave out mentions, pictures, HTML and links of your own."
    return Said(write(ours), ConfigurationError(message, hint, Place(voice.templates[name].file)))


def _mark(report: Report, group: Group) -> str:
    first = group[0]
    fingerprints = tuple(one.fingerprint for one in group)
    is_agents = any(one.source == "agent" for one in group)
    return finding_mark(FindingMarker(report.run.id, first.item, first.severity, fingerprints, is_agents))


def is_sayable(publication: Publication, body: str) -> bool:
    """Look at a text once more before it leaves: what shows a secret, calls somebody or hides something stays here."""
    return leak(body, hosts(publication.links, publication.items)) is None
