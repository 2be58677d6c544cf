"""What a mind answers instead of a message: errors, garbage, and connections that break."""

from dataclasses import dataclass

from anthropic_simulator.answer import Answer
from anthropic_simulator.refusal import Failure


@dataclass(frozen=True, slots=True)
class Garbage:
    """A body that is not the API's, as a broken gateway sends it."""

    body: bytes
    content_type: str = "application/json"
    status: int = 200


@dataclass(frozen=True, slots=True)
class Broken:
    """An answer that is billed in full and arrives in part.

    The connection ends after `share` of the body, or without a byte where that is None. A stream with a `failure` ends
    with an event `error` instead, as the API does when it breaks down half-way.
    """

    answer: Answer
    share: float | None = 0.5
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Slow:
    """An answer whose head comes in time and whose body drips for so many simulated seconds."""

    answer: Answer
    seconds: float
    pieces: int = 10


Trouble = Failure | Garbage | Broken | Slow


def rate_limited(retry_after: float | None = None) -> Failure:
    """Answer 429 for too many requests."""
    headers = {} if retry_after is None else {"retry-after": f"{retry_after:g}"}
    return Failure(429, "This request would exceed your organization's rate limit.", headers=headers)


def spend_limit(code: str = "enforced_spend_limit_reached") -> Failure:
    """Answer 429 for a used-up budget, which no waiting cures; the other code is `contract_spend_limit_reached`."""
    return Failure(429, "Your organization has reached its spend limit.", code)


def overloaded() -> Failure:
    """Answer 529."""
    return Failure(529, "Overloaded")


def failed(status: int = 500) -> Failure:
    """Answer 500, or another status of that kind."""
    return Failure(status, "Internal server error")


def unauthorised() -> Failure:
    """Answer 401."""
    return Failure(401, "invalid x-api-key")


def unpaid() -> Failure:
    """Answer 402."""
    return Failure(402, "Your credit balance is too low to access the Anthropic API.")


def forbidden() -> Failure:
    """Answer 403."""
    return Failure(403, "Your API key does not have permission to use the specified resource.")


def too_large() -> Failure:
    """Answer 413."""
    return Failure(413, "Request exceeds the maximum allowed number of bytes.")


def broken_json() -> Garbage:
    """Answer 200 with JSON that ends too early."""
    return Garbage(b'{"id": "msg_01", "type": "message", "content": [{"type": "te')


def html() -> Garbage:
    """Answer 200 with a page, as a captive portal does."""
    return Garbage(b"<!doctype html><title>Sign in</title>", "text/html; charset=utf-8")


def wrong_shape() -> Garbage:
    """Answer 200 with JSON that is no message."""
    return Garbage(b'{"choices": [{"text": "Hello."}]}')
