"""A request for a message as a mind sees it: accepted by the API, with what a mind decides by at hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Result:
    """What the caller answered to a tool call."""

    id: str
    text: str
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One request: `number` counts from 1 in the order of arrival, `received` is in the clock's seconds.

    `input_tokens` is the whole prompt, cached or not. Everything else is read from the body.
    """

    number: int
    headers: Mapping[str, str]
    body: Json
    received: float
    input_tokens: int = 0

    @property
    def model(self) -> str:
        """Give the model's name as it was asked for."""
        return str(self.body["model"])

    @property
    def max_tokens(self) -> int:
        """Give the limit on the answer."""
        value = self.body["max_tokens"]
        return value if isinstance(value, int) else 0

    @property
    def is_stream(self) -> bool:
        """Tell whether the answer is streamed."""
        return self.body.get("stream") is True

    @property
    def system(self) -> str:
        """Join the texts of the system prompt."""
        return "\n".join(_texts(self.body.get("system")))

    @property
    def text(self) -> str:
        """Join all texts of the messages, tool results included."""
        return "\n".join(text for message in _objects(self.body["messages"]) for text in _texts(message["content"]))

    @property
    def last(self) -> str:
        """Join the texts of the last message, tool results included."""
        return "\n".join(_texts(_objects(self.body["messages"])[-1]["content"]))

    @property
    def results(self) -> tuple[Result, ...]:
        """List the tool results of the last message."""
        blocks = _objects(_objects(self.body["messages"])[-1]["content"])
        return tuple(
            Result(str(one["tool_use_id"]), "\n".join(_texts(one.get("content"))), one.get("is_error") is True)
            for one in blocks
            if one["type"] == "tool_result"
        )

    @property
    def turns(self) -> int:
        """Count the model's turns so far."""
        return sum(message["role"] == "assistant" for message in _objects(self.body["messages"]))

    @property
    def tools(self) -> Mapping[str, Json]:
        """Give the offered tools by name."""
        return {str(one["name"]): one for one in _objects(self.body.get("tools"))}

    @property
    def tool_choice(self) -> str:
        """Give the kind of the tool choice."""
        choice = self.body.get("tool_choice")
        return str(choice["type"]) if isinstance(choice, Mapping) else "auto"

    @property
    def effort(self) -> str:
        """Give the effort asked for, "" for none."""
        return str(_config(self.body).get("effort") or "")

    @property
    def schema(self) -> Json | None:
        """Give the schema that the answer has to follow."""
        wanted = _config(self.body).get("format")
        schema = wanted.get("schema") if isinstance(wanted, Mapping) else None
        return schema if isinstance(schema, Mapping) else None


def _config(body: Json) -> Json:
    value = body.get("output_config")
    return value if isinstance(value, Mapping) else {}


def _objects(value: object) -> list[Json]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    for block in _objects(content):
        if block["type"] == "tool_result":
            yield from _texts(block.get("content"))
        elif isinstance(text := block.get("text"), str):
            yield text
