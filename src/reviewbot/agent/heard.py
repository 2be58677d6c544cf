"""A message of the vendor's API in our words; what is not as the API promises raises one of `MISSHAPEN`."""

from collections.abc import Mapping, Sequence

from anthropic.types import ContentBlock, Message
from anthropic.types import Usage as TheirUsage

from reviewbot.agent.call import Answer, Json, LookUp, Said, Stop
from reviewbot.agent.model import Usage
from reviewbot.domain.visible import well_formed

MISSHAPEN = (AttributeError, AssertionError, LookupError, RuntimeError, TypeError, ValueError)
"""What is raised, here and in the vendor's client, where an answer has not the shape that the client promises."""

_STOPS: Mapping[str, Stop] = {
    "end_turn": Stop.DONE,
    "stop_sequence": Stop.DONE,
    "tool_use": Stop.LOOK_UP,
    "max_tokens": Stop.CUT_OFF,
    "model_context_window_exceeded": Stop.TOO_LONG,
    "refusal": Stop.REFUSED,
}


def heard(message: Message) -> Answer:
    """Read a message that came to its end."""
    blocks, usage = message.content, _usage(message.usage)
    look_ups = tuple(LookUp(_text(one.id), _text(one.name), one.input) for one in blocks if one.type == "tool_use")
    return Answer(
        stop=_stop(message.stop_reason, look_ups),
        text="".join(block.text for block in blocks if block.type == "text"),
        look_ups=look_ups,
        # The API takes back no text that is blank, though it sends some.
        said=Said(
            tuple(_unchanged(block) for block in blocks if block.type != "text" or block.text.strip()), usage.output
        ),
        usage=usage,
        detail=_text(message.stop_details.category or "") if message.stop_details else "",
    )


def _stop(reason: str | None, look_ups: Sequence[LookUp]) -> Stop:
    # A reason that this version does not know is one more way of not being done.
    stop = _STOPS.get(reason or "", Stop.CUT_OFF)
    if stop in {Stop.DONE, Stop.LOOK_UP}:
        # What is asked must be answered, whatever the reason says.
        return Stop.LOOK_UP if look_ups else Stop.DONE
    return stop


def _unchanged(block: ContentBlock) -> Json:
    """Write a block back in the form that the API takes, without what the client adds for its own use."""
    match block.type:
        case "text":
            return {"type": "text", "text": well_formed(block.text)}
        case "tool_use":
            return {"type": "tool_use", "id": block.id, "name": block.name, "input": block.input}
        case other:
            return {**block.model_dump(mode="json", exclude_unset=True, warnings=False), "type": _text(other)}


def _usage(usage: TheirUsage) -> Usage:
    """Read what is billed: money hangs on it, so that nothing but whole numbers will do."""
    return Usage(
        input=_count(usage.input_tokens),
        output=_count(usage.output_tokens),
        cache_write=_count(usage.cache_creation_input_tokens or 0),
        cache_read=_count(usage.cache_read_input_tokens or 0),
    )


def _count(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise TypeError(f"{value!r:.40} is no count of tokens")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.40} is no text")
    return value
