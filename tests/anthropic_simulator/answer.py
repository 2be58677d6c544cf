"""What a mind answers: text, thinking and tool calls, written down as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from anthropic_simulator.clock import Timing
from anthropic_simulator.tokens import compact

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Text:
    """A text block."""

    text: str


@dataclass(frozen=True, slots=True)
class Thinking:
    """A thinking block, billed by its whole text even where the request asked not to be shown it."""

    text: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """A thinking block that only the API can read."""

    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """A tool call; the server gives it its id."""

    name: str
    input: Json = field(default_factory=dict)


Block = Text | Thinking | Redacted | Call


@dataclass(frozen=True, slots=True)
class Answer:
    """One turn of the model.

    `stop_reason` follows from the blocks where it is empty. `output_tokens` are counted from the blocks where they are
    None. What goes beyond the request's `max_tokens` or the model's context is cut off as the API would. `timing` None
    is the server's. An answer that the API could not give (against the schema, to a tool that was not offered) is the
    mind's mistake and fails the test, unless `is_malformed` says that it is meant.
    """

    blocks: tuple[Block, ...] = ()
    stop_reason: str = ""
    category: str | None = None
    explanation: str | None = None
    output_tokens: int | None = None
    timing: Timing | None = None
    is_malformed: bool = False


def say(text: str, *, thinking: str = "", is_malformed: bool = False) -> Answer:
    """Answer with a text."""
    return Answer((*_thought(thinking), Text(text)), is_malformed=is_malformed)


def say_json(value: object, *, thinking: str = "", is_malformed: bool = False) -> Answer:
    """Answer with JSON, as `output_config.format` asks for."""
    return say(compact(value), thinking=thinking, is_malformed=is_malformed)


def use(*calls: Call, text: str = "", thinking: str = "") -> Answer:
    """Answer with tool calls, and a text before them if there is one."""
    return Answer((*_thought(thinking), *((Text(text),) if text else ()), *calls))


def refuse(category: str | None = "cyber", explanation: str | None = None) -> Answer:
    """Decline as the API does: HTTP 200, no content, and a category."""
    return Answer((), "refusal", category, explanation)


def _thought(text: str) -> tuple[Block, ...]:
    return (Thinking(text),) if text else ()
