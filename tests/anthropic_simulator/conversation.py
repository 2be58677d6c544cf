"""Answer for messages: check a request, bill it, ask the mind, and send what it says at the model's pace."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from anthropic_simulator.answer import Answer
from anthropic_simulator.cache import Cache, Plan
from anthropic_simulator.clock import Clock, Timing
from anthropic_simulator.exchange import Exchange, HangUpError, Reply
from anthropic_simulator.fields import Fields
from anthropic_simulator.issued import Issued
from anthropic_simulator.minds import Mind
from anthropic_simulator.mistake import mistakes
from anthropic_simulator.models import Model, find
from anthropic_simulator.prompt import Part, prompt_of
from anthropic_simulator.refusal import Failure, RefusedError, invalid, not_found
from anthropic_simulator.request import Request
from anthropic_simulator.schema import check_schemas
from anthropic_simulator.settle import Limits, Settled, new_id, settled
from anthropic_simulator.shape import check_shape
from anthropic_simulator.stream import events, message, written
from anthropic_simulator.tokens import compact
from anthropic_simulator.tools import checked_tools
from anthropic_simulator.trouble import Broken, Garbage, Slow
from anthropic_simulator.turns import checked_turns
from anthropic_simulator.usage import Usage

Json = Mapping[str, object]
_NOTHING = Answer((), output_tokens=0)


@dataclass(frozen=True, slots=True)
class _Asked:
    """An accepted request, with what the cache does for it."""

    exchange: Exchange
    request: Request
    model: Model
    plan: Plan


@dataclass(frozen=True, slots=True)
class _Outcome:
    """An answer that is ready to leave, with what it takes to send it."""

    settled: Settled
    whole: Json
    usage: Usage
    plan: Plan
    timing: Timing


class Conversation:
    """All that the messages of one server have in common."""

    def __init__(self, mind: Mind, models: tuple[Model, ...], clock: Clock, timing: Timing) -> None:
        self.mind = mind
        self.models = models
        self.clock = clock
        self.timing = timing
        self.mistakes: list[str] = []
        self._cache = Cache(clock)
        self._issued = Issued()
        self._number = 0
        self._lock = threading.Lock()

    def count(self, body: Json) -> Json:
        """Count a prompt's tokens, as `POST /v1/messages/count_tokens` does."""
        _, parts = self._checked(Fields(body), is_counting=True)
        return {"input_tokens": sum(part.tokens for part in parts)}

    def answer(self, exchange: Exchange) -> Reply:
        """Answer a request for a message, as `POST /v1/messages` does."""
        model, parts = self._checked(Fields(exchange.body))
        count = sum(part.tokens for part in parts)
        if count > model.context:
            raise invalid(f"prompt is too long: {count} tokens > {model.context} maximum")
        request = exchange.request = self._request(exchange, count)
        asked = _Asked(exchange, request, model, self._cache.look_up(parts, model.least_cached))
        said = self.mind(request) if request.max_tokens else _NOTHING
        match said:
            case Failure():
                raise RefusedError(said)
            case Garbage(body, content_type, status):
                return Reply(status, body, content_type)
            case Broken(inner):
                return self._broken(exchange, said, self._outcome(asked, inner))
            case Slow(inner):
                return self._slow(exchange, said, self._outcome(asked, inner))
            case Answer():
                return self._whole(exchange, self._outcome(asked, said))

    def _checked(self, body: Fields, *, is_counting: bool = False) -> tuple[Model, tuple[Part, ...]]:
        name = body.text("model")
        model = find(self.models, name)
        if model is None or model.lifecycle == "retired":
            raise not_found(f"model: {name}")
        check_shape(body, model, is_counting=is_counting)
        tools = checked_tools(body)
        check_schemas(body)
        return model, prompt_of(body, tools, checked_turns(body, self._issued))

    def _request(self, exchange: Exchange, count: int) -> Request:
        with self._lock:
            self._number += 1
            return Request(self._number, exchange.headers, exchange.body, exchange.received, count)

    def _outcome(self, asked: _Asked, answer: Answer) -> _Outcome:
        request, model = asked.request, asked.model
        self.mistakes += [f"request {request.number}: {one}" for one in mistakes(answer, request)]
        thinking = request.body.get("thinking")
        is_shown = isinstance(thinking, Mapping) and thinking.get("display") == "summarized"
        ready = settled(answer, _limits(request, model), self._issued, is_shown=is_shown)
        usage = replace(asked.plan.usage, output=ready.output_tokens, thinking=ready.thinking_tokens)
        asked.exchange.usage = usage
        whole = message(ready, model.id, new_id("msg"), usage)
        return _Outcome(ready, whole, usage, asked.plan, answer.timing or self.timing)

    def _begin(self, exchange: Exchange, outcome: _Outcome) -> None:
        """Wait for the first token, at which the prompt's cache entries become readable."""
        self.clock.sleep(outcome.timing.first)
        self._cache.write(outcome.plan)
        exchange.first = self.clock.now()

    def _whole(self, exchange: Exchange, outcome: _Outcome) -> Reply:
        if exchange.body.get("stream"):
            return Reply(200, self._streamed(exchange, outcome), "text/event-stream; charset=utf-8")
        return Reply(200, self._body(exchange, outcome))

    def _body(self, exchange: Exchange, outcome: _Outcome) -> bytes:
        self._begin(exchange, outcome)
        self.clock.sleep(outcome.timing.seconds(outcome.usage.output))
        return compact(outcome.whole).encode()

    def _streamed(self, exchange: Exchange, outcome: _Outcome, share: float = 1.0) -> Iterator[bytes]:
        self._begin(exchange, outcome)
        rows = list(events(outcome.settled, outcome.whole, outcome.usage))
        deltas = sum(row["type"] == "content_block_delta" for row in rows)
        for row in rows[: int(len(rows) * share)]:
            if row["type"] == "content_block_delta":
                self.clock.sleep(outcome.timing.seconds(outcome.usage.output) / deltas)
            yield written(row)

    def _broken(self, exchange: Exchange, trouble: Broken, outcome: _Outcome) -> Reply:
        if trouble.share is None:
            self._begin(exchange, outcome)
            raise HangUpError
        if exchange.body.get("stream"):
            cut = _ended(self._streamed(exchange, outcome, trouble.share), trouble.failure, exchange.request_id)
            return Reply(200, cut, "text/event-stream; charset=utf-8")
        body = self._body(exchange, outcome)
        return Reply(200, _ended([body[: int(len(body) * trouble.share)]], None, ""), length=len(body))

    def _slow(self, exchange: Exchange, trouble: Slow, outcome: _Outcome) -> Reply:
        if exchange.body.get("stream"):
            timing = Timing(outcome.timing.first, max(1, outcome.usage.output) / trouble.seconds)
            return self._whole(exchange, replace(outcome, timing=timing))
        body = self._body(exchange, outcome)
        return Reply(200, self._dripping(body, trouble), length=len(body))

    def _dripping(self, body: bytes, trouble: Slow) -> Iterator[bytes]:
        size = -(-len(body) // trouble.pieces)
        for start in range(0, len(body), size):
            self.clock.sleep(trouble.seconds / trouble.pieces)
            yield body[start : start + size]


def _limits(request: Request, model: Model) -> Limits:
    sequences = tuple(Fields(request.body).strings("stop_sequences"))
    room = model.context - request.input_tokens
    if room < request.max_tokens:
        return Limits(room, "model_context_window_exceeded", sequences)
    return Limits(request.max_tokens, "max_tokens", sequences)


def _ended(pieces: Iterator[bytes] | Sequence[bytes], failure: Failure | None, request_id: str) -> Iterator[bytes]:
    """Break off after some pieces: with an error's event where there is one."""
    yield from pieces
    if failure is None:
        raise HangUpError
    yield written(failure.envelope(request_id))
