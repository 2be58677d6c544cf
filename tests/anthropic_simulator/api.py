"""Route a request to who answers it, and write every refusal as the API does."""

import json
import threading
from collections.abc import Mapping

from anthropic_simulator.access import Access, OauthError
from anthropic_simulator.catalogue import listed_models, one_model
from anthropic_simulator.conversation import Conversation
from anthropic_simulator.exchange import Exchange, Reply
from anthropic_simulator.refusal import Failure, RefusedError, invalid, not_found
from anthropic_simulator.tokens import compact

Json = Mapping[str, object]
LARGEST = 32 * 1024 * 1024
MESSAGES = "/v1/messages"
_MODELS = "/v1/models"


class Api:
    """The API of one server, with all that was asked of it."""

    def __init__(self, conversation: Conversation, access: Access) -> None:
        self.conversation = conversation
        self.access = access
        self.exchanges: list[Exchange] = []
        self.most_at_once = 0
        self._under_way = 0
        self._lock = threading.Lock()

    def begin(self, exchange: Exchange) -> None:
        """Keep a request from its arrival on, and count those for messages that are under way."""
        with self._lock:
            self.exchanges.append(exchange)
            self._under_way += exchange.path == MESSAGES
            self.most_at_once = max(self.most_at_once, self._under_way)

    def end(self, exchange: Exchange) -> None:
        """Note, once, that the answer is over."""
        with self._lock:
            if exchange.ended is not None:
                return
            exchange.ended = self.conversation.clock.now()
            self._under_way -= exchange.path == MESSAGES

    def reply(self, exchange: Exchange) -> Reply:
        """Answer a request, whatever it is."""
        try:
            reply = self._answer(exchange)
        except RefusedError as error:
            failure = error.failure
            exchange.refused = failure.message
            body = compact(failure.envelope(exchange.request_id)).encode()
            reply = Reply(failure.status, body, headers=failure.headers)
        except OauthError as error:
            exchange.refused = str(error)
            reply = Reply(error.status, compact(error.body).encode())
        exchange.status = reply.status
        return reply

    def _answer(self, exchange: Exchange) -> Reply:
        if exchange.path == "/v1/oauth/token" and exchange.method == "POST":
            _read(exchange)
            return _fine(self.access.exchange(exchange.headers, exchange.body))
        self.access.demand(exchange.headers)
        match exchange.method, exchange.path:
            case "POST", "/v1/messages":
                _read(exchange)
                return self.conversation.answer(exchange)
            case "POST", "/v1/messages/count_tokens":
                _read(exchange)
                return _fine(self.conversation.count(exchange.body))
            case "GET", "/v1/models":
                return _fine(listed_models(self.conversation.models, exchange.query))
            case "GET", path if path.startswith(f"{_MODELS}/"):
                return _fine(one_model(self.conversation.models, path.removeprefix(f"{_MODELS}/")))
        raise not_found("Not found")


def _fine(body: Json) -> Reply:
    return Reply(200, compact(body).encode())


def _read(exchange: Exchange) -> None:
    """Read the body, which is kept once: a test of many requests would hold all texts twice."""
    exchange.body = _json(exchange.raw)
    exchange.raw = b""


def _json(raw: bytes) -> Json:
    """Read the body: JSON, not too large, without halves of characters."""
    if len(raw) > LARGEST:
        raise RefusedError(Failure(413, "Request exceeds the maximum allowed number of bytes."))
    try:
        value = json.loads(raw)
        compact(value).encode()
    except (ValueError, RecursionError) as error:
        raise invalid(f"The request body is not valid JSON: {error}") from error
    if not isinstance(value, Mapping):
        raise invalid("Input should be an object")
    return value
