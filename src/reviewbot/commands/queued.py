"""Read what a merge queue made of a pull request: by the detectors alone, at once, without a comment."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from reviewbot.commands.hub import Hub
from reviewbot.commands.publish import publication_of
from reviewbot.commands.pull import Demand, pull_review
from reviewbot.conclude import WITHHELD
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Engine
from reviewbot.domain.plan import CheckText, ConcludeCheck, Denied
from reviewbot.domain.report import Report
from reviewbot.domain.shown import Shown
from reviewbot.errors import AccessError
from reviewbot.findings.verdict import concluded
from reviewbot.output.check import check_text
from reviewbot.output.headline import Outcome
from reviewbot.post import Writer
from reviewbot.publication import is_sayable
from reviewbot.renewal import newest, standing


@dataclass(frozen=True, slots=True)
class Asked:
    """The run that asks, and from which severity on a finding fails the check, None for what the team says."""

    run: str
    fail_on: str | None


def read_for_queue(hub: Hub, shown: Shown, writer: Writer, asked: Asked) -> str:
    """Conclude the check of the queue's commit, and give a sentence for the log.

    What people said no to on the pull request fails nothing here either. Raises AccessError where the token may not
    write checks: nobody would end the queue's waiting.
    """
    pull = shown.pull
    with pull_review(hub, pull, hub.reader.compared(pull), Demand(Engine.DETECTORS.value, asked.fail_on)) as done:
        items = {one.id: one for one in done.team.checklist.items}
        outcome, report = _judged(hub, shown, done.report)
    text = _text(hub, report, items, outcome)
    answer = writer.write(ConcludeCheck(pull.head_sha, None, asked.run, outcome.conclusion, text))
    if isinstance(answer, Denied):
        raise AccessError(answer.message, answer.hint)
    return f"The check of the merge queue's commit is concluded: {outcome.conclusion}."


def _judged(hub: Hub, shown: Shown, report: Report) -> tuple[Outcome, Report]:
    left = standing(shown, hub.reader, report.gate.fails)
    last = newest(shown)
    waived_by = last.upshot.waived_by if last is not None and last.upshot is not None else ""
    report = replace(report, gate=replace(report.gate, fails=left.fails))
    conclusion, reason = concluded(report, last.is_required if last is not None else None, waived_by)
    return Outcome(conclusion, reason, dismissed=left, author=shown.pull.author, waived_by=waived_by), report


def _text(hub: Hub, report: Report, items: Mapping[str, Item], outcome: Outcome) -> CheckText:
    publication = publication_of(hub, report, items)
    text = check_text(report, items, publication.links, outcome)
    if all(is_sayable(publication, part) for part in (text.summary, text.text)):
        return text
    return CheckText(f"{outcome.conclusion}", WITHHELD)
