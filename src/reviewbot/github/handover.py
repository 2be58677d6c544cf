"""A request on one line, as it goes from the job that decides to the jobs that review and publish."""

from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from reviewbot.domain.audit import AuditRequest
from reviewbot.domain.pull import Request
from reviewbot.errors import UsageError

_REVIEW = TypeAdapter(Request)
_AUDIT = TypeAdapter(AuditRequest)
_Request = TypeVar("_Request", Request, AuditRequest)


def handed_over(request: Request) -> str:
    """Write a request as JSON without a line feed, in ASCII: what a job's output can hold."""
    return _written(_REVIEW, request)


def taken_over(text: str) -> Request:
    """Read what `handed_over` wrote; raises UsageError for anything else."""
    return _read(_REVIEW, text)


def audit_handed_over(request: AuditRequest) -> str:
    """Write the request for an audit in the same way."""
    return _written(_AUDIT, request)


def audit_taken_over(text: str) -> AuditRequest:
    """Read what `audit_handed_over` wrote; raises UsageError for anything else."""
    return _read(_AUDIT, text)


def _written(adapter: TypeAdapter[_Request], request: _Request) -> str:
    return adapter.dump_json(request, ensure_ascii=True).decode("ascii")


def _read(adapter: TypeAdapter[_Request], text: str) -> _Request:
    try:
        return adapter.validate_json(text, strict=True)
    except ValidationError as error:
        hint = "Give the output `request` of the request phase, unchanged."
        raise UsageError("REVIEWBOT_REQUEST is no request.", hint) from error
