"""A request on one line, as it goes from the job that decides to the jobs that review and publish."""

from pydantic import TypeAdapter, ValidationError

from reviewbot.domain.pull import Request
from reviewbot.errors import UsageError

_ADAPTER = TypeAdapter(Request)


def handed_over(request: Request) -> str:
    """Write a request as JSON without a line feed, in ASCII: what a job's output can hold."""
    return _ADAPTER.dump_json(request, ensure_ascii=True).decode("ascii")


def taken_over(text: str) -> Request:
    """Read what `handed_over` wrote; raises UsageError for anything else."""
    try:
        return _ADAPTER.validate_json(text, strict=True)
    except ValidationError as error:
        hint = "Give the output `request` of the request phase, unchanged."
        raise UsageError("REVIEWBOT_REQUEST is no request.", hint) from error
