"""The report of a review that could not be done, so that it is published as such and never taken for clean."""

import hashlib

from reviewbot.commands.program import TOOL
from reviewbot.domain.coverage import Coverage
from reviewbot.domain.diff import Sha
from reviewbot.domain.levels import Engine
from reviewbot.domain.pull import Request
from reviewbot.domain.report import Change, Cost, Digests, Problem, Report, Run, Status
from reviewbot.errors import ReviewbotError


def failed_report(request: Request, error: ReviewbotError, cost: Cost) -> Report:
    """Say what stopped a review, and what it had cost by then; what it did not come to know is empty."""
    digest = hashlib.sha256(f"{TOOL}\0{request.pull}\0{request.head_sha}\0{error.message}".encode()).hexdigest()
    place = error.place
    return Report(
        tool=TOOL,
        run=Run(digest[:16], Engine.DETECTORS, str(request.scope)),
        change=Change(request.pull.repository, request.pull.number, Sha(""), Sha(""), request.head_sha),
        digests=Digests("", "", ""),
        status=Status.FAILED,
        findings=(),
        coverage=Coverage(),
        cost=cost,
        problem=Problem(
            type(error).__name__.removesuffix("Error").lower(),
            place.file if place else "",
            place.line if place else 0,
            f"{error.message} {error.hint}",
        ),
    )
