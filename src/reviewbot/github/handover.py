"""A request on one line, as it goes from the job that decides to the jobs that review and publish."""

from typing import Annotated, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from reviewbot.domain.audit import AuditRequest
from reviewbot.domain.diff import Sha
from reviewbot.domain.pull import Request
from reviewbot.errors import UsageError
from reviewbot.github.answers import ShaText
from reviewbot.github.payload import BranchText, Part, RepositoryText


class _Audit(Part):
    """A request for an audit whose every word git and addresses may be given."""

    repository: RepositoryText
    branch: BranchText
    sha: ShaText
    shards: Annotated[int, Field(ge=1, le=256)]


_REVIEW = TypeAdapter(Request)
_AUDIT = TypeAdapter(_Audit)
_Wanted = TypeVar("_Wanted", Request, _Audit)


def handed_over(request: Request) -> str:
    """Write a request as JSON without a line feed, in ASCII: what a job's output can hold."""
    return _written(_REVIEW, request)


def taken_over(text: str) -> Request:
    """Read what `handed_over` wrote; raises UsageError for anything else."""
    return _read(_REVIEW, text)


def audit_handed_over(request: AuditRequest) -> str:
    """Write the request for an audit in the same way."""
    audit = _Audit(repository=request.repository, branch=request.branch, sha=str(request.sha), shards=request.shards)
    return _written(_AUDIT, audit)


def audit_taken_over(text: str) -> AuditRequest:
    """Read what `audit_handed_over` wrote; raises UsageError for anything else."""
    audit = _read(_AUDIT, text)
    return AuditRequest(audit.repository, audit.branch, Sha(audit.sha), audit.shards)


def _written(adapter: TypeAdapter[_Wanted], request: _Wanted) -> str:
    return adapter.dump_json(request, ensure_ascii=True).decode("ascii")


def _read(adapter: TypeAdapter[_Wanted], text: str) -> _Wanted:
    try:
        return adapter.validate_json(text, strict=True)
    except ValidationError as error:
        hint = "Give the output `request` of the request phase, unchanged."
        raise UsageError("REVIEWBOT_REQUEST is no request.", hint) from error
