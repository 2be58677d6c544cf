"""Trials counted: how much the pull requests of a team would have heard, and how long that took."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from reviewbot.domain.finding import Finding, Placement
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Status
from reviewbot.domain.trial import Trial
from reviewbot.output.tally import WORST_FIRST, Tally, grouped, tally
from reviewbot.output.wording import counted

_SPACE = "\N{NO-BREAK SPACE}"


class Noise(StrEnum):
    """What a pull request would have heard at most; unread is one that could not be reviewed."""

    COMMENTS = "comments"
    SUMMARY = "summary"
    SILENCE = "silence"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Heard:
    """What one pull request would have heard.

    Findings of one cause are one comment on the change, at the place of the first of them, or one line of the
    summary: `comments` and `mentions`, worst first. `tallied` is None where there is no report.
    """

    trial: Trial
    tallied: Tally | None = None
    comments: tuple[tuple[Finding, ...], ...] = ()
    mentions: tuple[tuple[Finding, ...], ...] = ()

    @property
    def noise(self) -> Noise:
        """Say the loudest that would have been heard."""
        report = self.trial.report
        if report is None:
            return Noise.UNREAD
        if self.comments:
            return Noise.COMMENTS
        # As publishing has it: a summary is written for whatever was found or is missing, suppressed or not.
        return Noise.SUMMARY if report.findings or report.status is not Status.COMPLETE else Noise.SILENCE

    @property
    def is_reviewed(self) -> bool:
        """Tell whether anything was looked at: not where all files are left out by design."""
        return self.tallied is not None and bool(self.tallied.reviewed and self.tallied.asked)

    @property
    def by_severity(self) -> Mapping[Severity, int]:
        """Count the comments, worst severity first, without those that have none."""
        severities = Counter(group[0].severity for group in self.comments)
        return {severity: severities[severity] for severity in WORST_FIRST if severities[severity]}


@dataclass(frozen=True, slots=True)
class TrialTally:
    """All trials counted; `median` and `most` are comments on a pull request that could be read.

    `seconds` are those of all trials, `median_seconds` those of one that could be read. `idle` are silent because
    they had nothing to review; `unread_files` should have been looked at and were not.
    """

    pulls: int
    by_noise: Mapping[Noise, int]
    by_severity: Mapping[Severity, int]
    comments: int
    median: float
    most: int
    seconds: float
    median_seconds: float
    idle: int
    unread_files: int

    @property
    def read(self) -> int:
        """Count the pull requests that could be read."""
        return self.pulls - self.by_noise[Noise.UNREAD]


def heard(trial: Trial, items: Mapping[str, Item]) -> Heard:
    """Sort what a review says into comments on the change and lines of the summary."""
    if trial.report is None:
        return Heard(trial)
    tallied = tally(trial.report, items)
    groups = grouped(tallied.findings)
    comments = tuple(group for group in groups if group[0].placement is not Placement.SUMMARY)
    return Heard(trial, tallied, comments, tuple(group for group in groups if group not in comments))


def counted_trials(pulls: Sequence[Heard]) -> TrialTally:
    """Count what all pull requests would have heard."""
    read = [one for one in pulls if one.noise is not Noise.UNREAD]
    noises = Counter(one.noise for one in pulls)
    severities = sum((Counter(one.by_severity) for one in read), Counter())
    return TrialTally(
        pulls=len(pulls),
        by_noise={noise: noises[noise] for noise in Noise},
        by_severity={severity: severities[severity] for severity in WORST_FIRST},
        comments=severities.total(),
        median=_median(len(one.comments) for one in read),
        most=max((len(one.comments) for one in read), default=0),
        seconds=sum(one.trial.seconds for one in pulls),
        median_seconds=_median(one.trial.seconds for one in read),
        idle=sum(1 for one in read if one.noise is Noise.SILENCE and not one.is_reviewed),
        unread_files=sum(len(one.tallied.failed) for one in read if one.tallied),
    )


def outcome(total: TrialTally) -> str:
    """Say in a few words what it came to, which never counts as silent what could not be read."""
    if not total.read:
        return "No pull request could be read"
    comments = counted(total.comments, "comment") if total.comments else "No comment"
    return f"{comments} on {counted(total.read, 'pull request')}"


def missing(total: TrialTally) -> str:
    """Say what could not be read; empty where all was."""
    unread = total.by_noise[Noise.UNREAD]
    parts = (
        f"{counted(unread, 'pull request')} could not be read" if unread else "",
        f"{counted(total.unread_files, 'file')} not reviewed" if total.unread_files else "",
    )
    return ", ".join(part for part in parts if part)


def lasting(seconds: float) -> str:
    """Write a time as people say it: `0.4 s`, `12 s`, `1 min 48 s`."""
    if seconds < 10:
        return f"{seconds:.1f}{_SPACE}s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes:,}{_SPACE}min {rest}{_SPACE}s" if minutes else f"{rest}{_SPACE}s"


def _median(values: Iterable[float]) -> float:
    numbers = list(values)
    return median(numbers) if numbers else 0
