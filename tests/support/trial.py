"""Pull requests on trial, for tests that look at what is said about them."""

from dataclasses import replace

from reviewbot.domain.coverage import Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Diff, Sha
from reviewbot.domain.finding import Finding
from reviewbot.domain.pull import Pull, PullName, PullState
from reviewbot.domain.report import Report, Status
from reviewbot.domain.trial import Trial

PULL = Pull(
    PullName("acme/shop", 7),
    PullState.MERGED,
    False,
    False,
    "mira",
    "Add invoices",
    "main",
    Sha("a1" * 20),
    Sha("9d" * 20),
)


def tried(number: int, diff: Diff, report: Report | None, seconds: float = 1.0, title: str = PULL.title) -> Trial:
    """Give a trial of a pull request; without a report it is one that could not be read."""
    pull = replace(PULL, name=PullName("acme/shop", number), title=title)
    return Trial(pull, seconds, diff, report, "" if report else "Its head is gone. Try a newer one.")


def saying(report: Report, *findings: Finding) -> Report:
    """Give a complete report of two files with these findings and no others."""
    files = (CoveredFile("app/client.py", FileState.REVIEWED), CoveredFile("uv.lock", FileState.EXCLUDED, "lock file"))
    return replace(
        report, status=Status.COMPLETE, findings=findings, worth_a_look=(), preexisting=0, coverage=Coverage(files)
    )
