"""A call in the words of the vendor's API."""

from typing import assert_never, cast

from anthropic import Omit, omit
from anthropic.types import (
    CacheControlEphemeralParam,
    MessageParam,
    OutputConfigParam,
    TextBlockParam,
    ToolChoiceParam,
    ToolParam,
)

from reviewbot.agent.call import Asked, Call, Result, Said, Told, Turn

_CACHED: CacheControlEphemeralParam = {"type": "ephemeral"}


def system(call: Call) -> list[TextBlockParam]:
    """Mark where the prefix ends that all calls share."""
    return [{"type": "text", "text": call.system, "cache_control": _CACHED}]


def tools(call: Call) -> list[ToolParam] | Omit:
    """Offer the look-ups; the API takes no empty list of them."""
    return [
        {"name": one.name, "description": one.description, "input_schema": dict(one.arguments)} for one in call.tools
    ] or omit


def choice(call: Call) -> ToolChoiceParam | Omit:
    """Let the model look something up or not: to force it is refused by current models."""
    if not call.tools:
        return omit
    return {"type": "auto"} if call.may_look_up else {"type": "none"}


def output(call: Call) -> OutputConfigParam:
    """Ask for an answer of the schema, after so much thinking."""
    return {"effort": call.effort, "format": {"type": "json_schema", "schema": dict(call.schema)}}


def messages(call: Call) -> list[MessageParam]:
    """Write the conversation; where another look-up may follow, the next turn reads from the cache what this one sends.

    Without one, to write to the cache would cost a quarter more and serve nobody.
    """
    *before, last = call.turns
    blocks = _blocks(last)
    if call.may_look_up and call.tools:
        blocks[-1] = {**blocks[-1], "cache_control": _CACHED}
    written = [*map(_message, before), {"role": "user", "content": blocks}]
    return cast(list[MessageParam], written)


def _message(turn: Turn) -> dict[str, object]:
    return {"role": "assistant" if isinstance(turn, Said) else "user", "content": _blocks(turn)}


def _blocks(turn: Turn) -> list[dict[str, object]]:
    match turn:
        case Asked(text):
            return [{"type": "text", "text": text}]
        case Said(blocks):
            return [dict(block) for block in blocks]
        case Told(results, text):
            answers = [_result(result) for result in results]
            return [*answers, {"type": "text", "text": text}] if text else answers
        case _:
            assert_never(turn)


def _result(result: Result) -> dict[str, object]:
    return {"type": "tool_result", "tool_use_id": result.id, "content": result.text, "is_error": result.is_error}
