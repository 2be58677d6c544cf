"""What a review would have said on a pull request, without saying it."""

from dataclasses import dataclass

from reviewbot.domain.diff import Diff
from reviewbot.domain.pull import Pull
from reviewbot.domain.report import Report


@dataclass(frozen=True, slots=True)
class Trial:
    """One pull request reviewed on trial: `report` is None where it could not be, and `problem` says why."""

    pull: Pull
    seconds: float
    diff: Diff
    report: Report | None = None
    problem: str = ""
