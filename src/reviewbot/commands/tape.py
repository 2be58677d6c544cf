"""Hear what a model says while a case is reviewed, or say it again in the model's place."""

from collections.abc import Callable, Sequence
from threading import Lock

from reviewbot.errors import UsageError
from reviewbot.evaluation.exchange import Exchange, Response, exchanged

_COUNT = "/count_tokens"
_UNKNOWN = b'{"type": "error", "error": {"type": "invalid_request_error", "message": "This was not recorded."}}'


class Recorder:
    """Keeps what is said about one case; may be told from several threads."""

    def __init__(self, secrets: Sequence[str] = ()) -> None:
        self.exchanges: list[Exchange] = []
        self.hosts: set[str] = set()
        self._secrets = secrets
        self._lock = Lock()

    def keep(self, host: str, path: str, asked: bytes, answer: Response) -> None:
        """Keep a request's answer, and who gave it."""
        body = answer.body
        for secret in self._secrets:
            body = body.replace(secret.encode(), b"[removed]")
        one = exchanged(path, asked, Response(answer.status, answer.headers, body))
        with self._lock:
            self.hosts.add(host)
            self.exchanges.append(one)


class Player:
    """Says again what was said about one case.

    What was not recorded is refused as the vendor refuses a wrong request, which nobody asks again, and `refusal` then
    says why. Only to count tokens is not worth one: whether that is asked hangs on who was quicker.
    """

    def __init__(self, said: Callable[[str, bytes], Response]) -> None:
        self.refusal: UsageError | None = None
        self._said = said

    def answer(self, path: str, asked: bytes) -> Response:
        """Answer a request."""
        try:
            return self._said(path, asked)
        except UsageError as error:
            if not path.endswith(_COUNT):
                self.refusal = self.refusal or error
            return Response(400, (("content-type", "application/json"),), _UNKNOWN)


Tape = Recorder | Player
