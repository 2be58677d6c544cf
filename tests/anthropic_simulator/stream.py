"""Write a message as server-sent events, in the API's order and with the model's pace."""

import itertools
from collections.abc import Iterator, Mapping

from anthropic_simulator.settle import Settled
from anthropic_simulator.tokens import compact
from anthropic_simulator.usage import Usage, full, running_total

Json = Mapping[str, object]
_PIECE = 60


def message(settled: Settled, model: str, message_id: str, usage: Usage) -> Json:
    """Write a whole message."""
    return {
        "id": message_id,
        "type": "message",
        "role": "assistant",
        "model": model,
        "content": list(settled.content),
        "stop_reason": settled.stop_reason,
        "stop_sequence": settled.stop_sequence,
        "stop_details": settled.stop_details,
        "container": None,
        "diagnostics": None,
        "usage": full(usage),
    }


def events(settled: Settled, whole: Json, usage: Usage) -> Iterator[Json]:
    """Write a message as events: its start without content, every block in pieces, and its end."""
    begun = {**full(usage), "output_tokens": 1, "output_tokens_details": {"thinking_tokens": 0}}
    nothing: Json = {"content": [], "stop_reason": None, "stop_sequence": None, "stop_details": None}
    yield {"type": "message_start", "message": {**whole, **nothing, "usage": begun}}
    for index, block in enumerate(settled.content):
        yield {"type": "content_block_start", "index": index, "content_block": _empty(block)}
        if index == 0:
            yield {"type": "ping"}
        for delta in _deltas(block):
            yield {"type": "content_block_delta", "index": index, "delta": delta}
        yield {"type": "content_block_stop", "index": index}
    ending = {name: whole[name] for name in ("container", "stop_reason", "stop_sequence", "stop_details")}
    yield {"type": "message_delta", "delta": ending, "usage": running_total(usage)}
    yield {"type": "message_stop"}


def written(event: Json) -> bytes:
    """Write one event for the wire."""
    return f"event: {event['type']}\ndata: {compact(event)}\n\n".encode()


def _empty(block: Json) -> Json:
    blank: Json = {"text": "", "thinking": "", "signature": "", "input": {}}
    return {name: blank.get(name, value) for name, value in block.items()}


def _deltas(block: Json) -> Iterator[Json]:
    match block["type"]:
        case "text":
            yield from ({"type": "text_delta", "text": piece} for piece in _pieces(str(block["text"])))
        case "thinking":
            for piece in _pieces(str(block["thinking"])):
                yield {"type": "thinking_delta", "thinking": piece}
            yield {"type": "signature_delta", "signature": block["signature"]}
        case "tool_use":
            yield {"type": "input_json_delta", "partial_json": ""}
            for piece in _pieces(compact(block["input"])) if block["input"] else ():
                yield {"type": "input_json_delta", "partial_json": piece}


def _pieces(text: str) -> Iterator[str]:
    for start in itertools.count(0, _PIECE):
        if start >= len(text):
            return
        yield text[start : start + _PIECE]
