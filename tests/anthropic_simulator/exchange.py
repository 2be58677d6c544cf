"""What was asked and what was answered, kept for a test to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from anthropic_simulator.request import Request
from anthropic_simulator.usage import Usage

Json = Mapping[str, object]


@dataclass(slots=True)
class Exchange:
    """One HTTP request and its answer; header names are in lower case, times are the clock's seconds.

    `raw` is empty once the body was read. `status` is 0 until there is an answer, and for a connection that broke
    before one. `request` is there once a request for a message was accepted, and `usage` is what it is billed for,
    whether or not the answer arrives.
    `first` is when the first token was ready, `ended` when its last byte was about to leave.
    """

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    raw: bytes
    received: float
    request_id: str
    body: Json = field(default_factory=dict)
    request: Request | None = None
    status: int = 0
    refused: str = ""
    usage: Usage = field(default_factory=Usage)
    first: float | None = None
    ended: float | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer for the wire: an iterator is sent piece by piece as it comes, in chunks where `length` is None."""

    status: int
    body: bytes | Iterator[bytes]
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None


class HangUpError(Exception):
    """The connection ends here, without another byte."""
