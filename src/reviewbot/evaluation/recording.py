"""Model traffic of one case in a file: written while a model answers, answered from later without one."""

import json
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from threading import Lock
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from reviewbot.errors import Place, UsageError
from reviewbot.evaluation.exchange import Exchange, Response, parts_of, whole

_FORMAT = ConfigDict(extra="forbid")
_AGAIN = "Record again with a model key: reviewbot eval --engine all --record DIR."
# Any byte survives the way through text: what is no UTF-8 becomes half of a surrogate pair, and an escape in JSON.
_BYTES = ("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True, config=_FORMAT)
class _WrittenAnswer:
    status: Annotated[int, Field(ge=100, le=999)]
    headers: tuple[tuple[str, str], ...]
    body: str


@dataclass(frozen=True, slots=True, config=_FORMAT)
class _WrittenExchange:
    parts: dict[str, str]
    answer: _WrittenAnswer


@dataclass(frozen=True, slots=True, config=_FORMAT)
class _Written:
    version: Literal[1]
    case: str
    is_live: bool
    exchanges: tuple[_WrittenExchange, ...]


_ADAPTER = TypeAdapter(_Written)


def dumped(case: str, exchanges: Iterable[Exchange], *, is_live: bool) -> str:
    """Write a case's traffic as JSON; requests that ran side by side are sorted, equal ones keep their order.

    `is_live` where a model gave the answers, and nothing that stands in for one.
    """
    ordered = sorted(exchanges, key=lambda one: one.digest)
    value = {"version": 1, "case": case, "is_live": is_live, "exchanges": [_plain(one) for one in ordered]}
    return json.dumps(value, indent=1) + "\n"


def loaded(text: str, file: str) -> "Replay":
    """Read a recording; raises UsageError, which names the file, for what is none."""
    try:
        # Not from JSON in one step: pydantic's own reader refuses the escapes of bytes that are no text.
        written = _ADAPTER.validate_python(json.loads(text))
    except (ValueError, RecursionError) as error:
        reason = error.errors(include_url=False)[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise UsageError(f"This is no recording: {reason}.", _AGAIN, Place(file)) from error
    return Replay(written.case, [_exchange(one) for one in written.exchanges], is_live=written.is_live)


class Replay:
    """Answers in a model's place; may be asked from several threads.

    Each answer is given once, those to equal requests in the order in which they were recorded.
    """

    def __init__(self, case: str, exchanges: Sequence[Exchange], *, is_live: bool) -> None:
        self.is_live = is_live
        self._case = case
        self._exchanges = exchanges
        self._answers: dict[str, deque[Response]] = {}
        for one in exchanges:
            self._answers.setdefault(one.digest, deque()).append(one.answer)
        self._lock = Lock()

    def answer(self, path: str, body: bytes) -> Response:
        """Give what was answered to a request; raises UsageError that says what differs from all recorded ones."""
        parts = parts_of(path, body)
        with self._lock:
            answers = self._answers.get(whole(parts))
            if answers:
                return answers.popleft()
        raise UsageError(f"The recording of `{self._case}` {self._unknown(parts)}.", _AGAIN)

    def _unknown(self, parts: Mapping[str, str]) -> str:
        nearest = min((_differing(one.parts, parts) for one in self._exchanges), key=len, default=None)
        if nearest is None:
            return "is empty"
        if not nearest:
            return "has fewer answers to a request than it was asked for"
        return f"does not answer this request: the prompt changed in {', '.join(f'`{name}`' for name in nearest)}"


def _differing(known: Mapping[str, str], asked: Mapping[str, str]) -> list[str]:
    return sorted(name for name in known.keys() | asked.keys() if known.get(name) != asked.get(name))


def _plain(one: Exchange) -> dict[str, object]:
    answer = one.answer
    body = answer.body.decode(*_BYTES)
    return {
        "parts": dict(one.parts),
        "answer": {"status": answer.status, "headers": [list(each) for each in answer.headers], "body": body},
    }


def _exchange(written: _WrittenExchange) -> Exchange:
    answer = written.answer
    return Exchange(written.parts, Response(answer.status, answer.headers, answer.body.encode(*_BYTES)))
