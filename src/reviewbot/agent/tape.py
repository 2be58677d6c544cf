"""Listen beneath the vendor's client to what the model is asked and says, or say it again in the model's place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import httpx2
from anthropic import DefaultHttpxClient

Headers = tuple[tuple[str, str], ...]
Keep = Callable[[str, str, bytes, "Heard"], None]
"""Told of a request once its answer came to an end: host, path, body, and the answer."""

_COMPRESSED = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""Headers that are true of bytes on the wire alone."""


class Heard(Protocol):
    """An answer of the vendor's server, its body without compression."""

    @property
    def status(self) -> int:
        """Give the HTTP status."""

    @property
    def headers(self) -> Headers:
        """Give names and values."""

    @property
    def body(self) -> bytes:
        """Give all that was said."""


@dataclass(frozen=True, slots=True)
class _Whole:
    status: int
    headers: Headers
    body: bytes


class Recording(httpx2.BaseTransport):
    """Sends requests as the vendor's client would, and has every answer to a POST kept that came to its end.

    What breaks off is not kept: it is asked again, and that answer counts.
    """

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        # A whole client and not a transport alone: it knows the proxies of its surroundings.
        self._below = DefaultHttpxClient()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Pass a request on, and its answer back piece by piece as it comes."""
        asked = request.read()
        answer = self._below.send(request, stream=True)
        headers = [one for one in answer.headers.multi_items() if one[0].lower() not in _COMPRESSED]

        def done(body: bytes) -> None:
            if request.method == "POST":
                self._keep(request.url.host, request.url.path, asked, _Whole(answer.status_code, tuple(headers), body))

        return httpx2.Response(answer.status_code, headers=headers, stream=_Pieces(answer, done))

    def close(self) -> None:
        """Release the connections."""
        self._below.close()


class Replaying(httpx2.BaseTransport):
    """Makes no connection: every answer to a path and a body comes from `answer`."""

    def __init__(self, answer: Callable[[str, bytes], Heard]) -> None:
        self._answer = answer

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer a request."""
        heard = self._answer(request.url.path, request.read())
        return httpx2.Response(heard.status, headers=list(heard.headers), content=heard.body)


class _Pieces(httpx2.SyncByteStream):
    """A body that is given on as it comes, and told of once it was read to its end."""

    def __init__(self, answer: httpx2.Response, done: Callable[[bytes], None]) -> None:
        self._answer = answer
        self._done = done

    def __iter__(self) -> Iterator[bytes]:
        """Give what arrives, without compression."""
        pieces = []
        for piece in self._answer.iter_bytes():
            pieces.append(piece)
            yield piece
        self._done(b"".join(pieces))

    def close(self) -> None:
        """Release the connection."""
        self._answer.close()
