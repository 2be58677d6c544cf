"""What the jobs of an audit leave for the one that publishes: reports, of which anybody may read no secret."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reviewbot.audit import Auditable
from reviewbot.commands.audit_shards import text_in
from reviewbot.commands.job import Job
from reviewbot.domain.audit import AuditReport, AuditRequest
from reviewbot.errors import IncompleteError, Place, UsageError
from reviewbot.findings.disclosed import disclosed
from reviewbot.github.seal import is_sealed, sealed, unsealed
from reviewbot.output.audit_file import dumped, loaded
from reviewbot.output.write import write
from reviewbot.shards import Given, whole

WITHHELD = (
    "Security findings do not go from job to job: anybody may download what the jobs of a public repository hand over."
)
"""The note of a report that lacks what only a sealed one may hold."""

_MOST_FILES = 1_000


def leave(job: Job, report: AuditReport, *, is_public: bool) -> None:
    """Write the report of a job: where anybody may download it, sealed, or without a key as everybody may read it."""
    if is_public and job.hand_over_key:
        write(job.report, sealed(dumped(report), job.hand_over_key))
    elif is_public:
        write(job.report, dumped(replace(disclosed(report), notes=(*report.notes, WITHHELD))))
    else:
        write(job.report, dumped(report))


def taken(job: Job, request: AuditRequest, work: Auditable) -> AuditReport:
    """Join what the jobs left; what a job that left nothing should have looked at was not looked at.

    Raises UsageError for a file that is no report of this audit, IncompleteError where there is none at all.
    """
    given = tuple(_given(job))
    if not given:
        message = "None of the jobs left a report: nothing is published, and the issue stays as it is."
        raise IncompleteError(message, "The logs of the jobs that look at the branch say why.")
    for one in given:
        foreign = _foreign(one.report, request)
        if foreign:
            hint = "Give `publish` what the jobs of this run left, and nothing else."
            raise UsageError(f"This report is of another audit: {foreign}.", hint, Place(one.file))
    return _joined(given, work)


def _given(job: Job) -> Iterator[Given]:
    for file in _files(job.report):
        text = text_in(file)
        if is_sealed(text):
            text = _opened(text, job.hand_over_key, Place(file.name))
        yield Given(loaded(text, file.name), file.name)


def _opened(text: str, key: str, place: Place) -> str:
    if not key:
        hint = "Give `publish` the same `hand-over-key` as the jobs that look at the branch."
        raise UsageError("This report is sealed, and there is no key to open it.", hint, place)
    try:
        return unsealed(text, key)
    except UsageError as error:
        raise UsageError(error.message, error.hint, place) from error


def _files(place: Path) -> Sequence[Path]:
    if place.is_dir():
        return sorted(place.rglob("*.json"))[:_MOST_FILES]
    return [place] if place.is_file() else []


def _foreign(report: AuditReport, request: AuditRequest) -> str:
    """Say in what a report differs from what was asked for; empty where it is what was asked for."""
    snapshot, shard = report.snapshot, report.shard
    pairs = {
        "another repository": (snapshot.repository, request.repository),
        "another branch": (snapshot.branch, request.branch),
        "another commit": (snapshot.sha, request.sha),
        "another number of shards": (shard.of if shard else request.shards, request.shards),
    }
    return next((f"it is about {name}" for name, (theirs, ours) in pairs.items() if theirs != ours), "")


def _joined(given: Sequence[Given], work: Auditable) -> AuditReport:
    """Take a single report of everything as it is, where one job looked without being given a shard."""
    if len(given) == 1 and given[0].report.shard is None:
        return given[0].report
    return whole(given, work)
