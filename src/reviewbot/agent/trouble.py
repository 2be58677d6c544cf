"""What the vendor's errors mean for a review: who is concerned, whether to try again, whether it was paid."""

import httpx2
from anthropic import (
    AnthropicError,
    APIConnectionError,
    APIStatusError,
    AuthenticationError,
    BadRequestError,
    ContentTooLargeError,
    NotFoundError,
    PaymentRequiredError,
    PermissionDeniedError,
)

from reviewbot.agent.call import Trouble
from reviewbot.domain.chunk import Gap

_LONGEST = 300
_SPENT = ("spend_limit_reached", "organization_on_hold")
_OVERLOADED = frozenset({429, 529})
_PASSING = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
# 520 to 528 are Cloudflare's.
_GATEWAYS = frozenset({502, 504, *range(520, 529)})
"""What stands between us and the model says these: nobody knows what became of the request."""
_TOO_LONG = "prompt is too long"


def trouble(error: AnthropicError, *, is_begun: bool) -> Trouble:
    """Read an error of the vendor's client; `is_begun` where the answer had begun, so that it is paid for."""
    match error:
        case APIStatusError():
            return _refused(error, is_begun=is_begun)
        case APIConnectionError(__cause__=httpx2.LocalProtocolError()):
            # Its text holds the header, which is the key.
            return Trouble(Gap.UNAUTHORISED, "the key holds what no header can", is_everywhere=True)
        case APIConnectionError(__cause__=httpx2.UnsupportedProtocol()):
            return Trouble(Gap.UNREACHABLE, "the address of the model is none", is_everywhere=True)
        case APIConnectionError():
            # Only where no connection was made is it certain that nobody worked on the request.
            is_lost = is_begun or not isinstance(error.__cause__, (httpx2.ConnectError, httpx2.ConnectTimeout))
            return Trouble(Gap.UNREACHABLE, error.message, is_passing=True, is_lost=is_lost)
        case _:
            return Trouble(Gap.UNAUTHORISED, str(error), is_everywhere=True)


def no_answer(error: Exception) -> Trouble:
    """Say that something answered, or broke off, in a way that is no answer: it may have been worked on."""
    said = "took too long" if isinstance(error, TimeoutError) else f"{type(error).__name__}: {error}"[:_LONGEST]
    return Trouble(Gap.UNREACHABLE, said, is_passing=True, is_lost=True)


def _refused(error: APIStatusError, *, is_begun: bool) -> Trouble:
    said = str(error.api_message or error.message)[:_LONGEST]
    match error:
        case AuthenticationError() | PermissionDeniedError():
            return Trouble(Gap.UNAUTHORISED, said, is_everywhere=True)
        case _ if _is_spent(error):
            return Trouble(Gap.SPEND_LIMIT, said, is_everywhere=True)
        case NotFoundError():
            return Trouble(Gap.NO_MODEL, said, is_everywhere=True)
        case BadRequestError() | ContentTooLargeError() if _is_too_long(error):
            return Trouble(Gap.TOO_LONG, said)
        case _:
            return _by_status(error, said, is_begun=is_begun)


def _is_spent(error: APIStatusError) -> bool:
    return isinstance(error, PaymentRequiredError) or (error.error_code or "").endswith(_SPENT)


def _is_too_long(error: APIStatusError) -> bool:
    return isinstance(error, ContentTooLargeError) or _TOO_LONG in str(error.api_message).lower()


def _by_status(error: APIStatusError, said: str, *, is_begun: bool) -> Trouble:
    # An error inside a stream keeps the status of the stream: its own word tells more.
    status, word = error.status_code, str(error.type)
    is_overloaded = status in _OVERLOADED or word in {"overloaded_error", "rate_limit_error"}
    is_passing = is_overloaded or status in _PASSING | _GATEWAYS or word in {"api_error", "timeout_error"}
    gap = Gap.OVERLOADED if is_overloaded else Gap.UNREACHABLE if is_passing else Gap.REJECTED
    is_lost = is_begun or status in _GATEWAYS
    return Trouble(gap, said, is_passing=is_passing, is_lost=is_lost, wait=_wait(error))


def _wait(error: APIStatusError) -> float | None:
    try:
        return max(0.0, float(error.response.headers.get("retry-after", "")))
    except ValueError:
        return None
