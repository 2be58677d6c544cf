"""The API's no, in its own envelope."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Json = Mapping[str, object]

TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    413: "invalid_request_error",
    429: "rate_limit_error",
    504: "timeout_error",
    529: "overloaded_error",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as the API answers it: `code` is what `error.details.error_code` says where there is one."""

    status: int
    message: str
    code: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def envelope(self, request_id: str) -> Json:
        """Write the error's body."""
        error: dict[str, object] = {"type": TYPES.get(self.status, "api_error"), "message": self.message}
        if self.code:
            error["details"] = {"error_code": self.code}
        return {"type": "error", "error": error, "request_id": request_id}


class RefusedError(Exception):
    """The request is refused with this failure."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


def invalid(message: str) -> RefusedError:
    """Refuse a request for what it says."""
    return RefusedError(Failure(400, message))


def not_found(message: str) -> RefusedError:
    """Say that there is no such thing."""
    return RefusedError(Failure(404, message))


def not_simulated(what: str) -> RefusedError:
    """Refuse what the real API knows and this one does not: a test that needs it has to teach it here."""
    return invalid(f"{what}: not simulated")
