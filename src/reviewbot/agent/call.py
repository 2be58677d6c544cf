"""One request to the model and what came of it, in our words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, assert_never

from reviewbot.agent.model import Usage
from reviewbot.domain.chunk import Gap

Json = Mapping[str, object]
"""A JSON object: a schema, a tool's arguments, a block of an answer that goes back as it came."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A look-up that the model may ask for; `arguments` is the JSON Schema of what it takes."""

    name: str
    description: str
    arguments: Json


@dataclass(frozen=True, slots=True)
class Asked:
    """What we say."""

    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the model said, block by block and unchanged: altered thinking is refused.

    `tokens` is what it was billed as: thinking comes without its text, and is part of the next prompt all the same.
    """

    blocks: tuple[Json, ...]
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to one look-up."""

    id: str
    text: str
    is_error: bool


@dataclass(frozen=True, slots=True)
class Told:
    """The answers to all look-ups of one turn, and what we have to say besides, if anything."""

    results: tuple[Result, ...]
    text: str = ""


Turn = Asked | Said | Told


Effort = Literal["low", "medium", "high"]
"""How long the model may think, in the API's words."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request: `system` and `tools` are the prefix that all calls of a kind share byte by byte.

    `schema` is the JSON Schema of the answer, `max_tokens` bounds it with all thinking. Without `may_look_up` the
    tools stay in the request, for the cache, but the model must answer.
    """

    model: str
    system: str
    tools: tuple[Tool, ...]
    turns: tuple[Turn, ...]
    schema: Json
    effort: Effort
    max_tokens: int
    may_look_up: bool = True

    @property
    def bytes(self) -> int:
        """Bound its tokens from above: no tokenizer makes more than one token of a byte of UTF-8."""
        texts = [self.system, repr(self.schema), *map(repr, self.tools), *map(_text, self.turns)]
        unseen = sum(turn.tokens for turn in self.turns if isinstance(turn, Said))
        return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) + unseen + _FRAME


_FRAME = 2_000
"""Tokens for what the API puts around the parts: roles, tool instructions, the schema's instruction."""


def _text(turn: Turn) -> str:
    match turn:
        case Asked(text):
            return text
        case Said(blocks):
            return repr(blocks)
        case Told(results, text):
            return text + "".join(result.text + result.id for result in results)
        case _:
            assert_never(turn)


class Stop(StrEnum):
    """Why the model stopped, as far as it matters."""

    DONE = "done"
    LOOK_UP = "look_up"
    CUT_OFF = "cut_off"
    TOO_LONG = "too_long"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LookUp:
    """A look-up that the model asks for."""

    id: str
    name: str
    arguments: object


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model answered; `detail` says more about why it stopped, such as the category of a refusal."""

    stop: Stop
    text: str
    look_ups: tuple[LookUp, ...]
    said: Said
    usage: Usage
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no answer.

    `is_passing` where another try may help, after `wait` seconds if the API says so. `is_everywhere` where every other
    call would fail alike. `is_lost` where the model may have worked, and be paid, for an answer that never came.
    """

    gap: Gap
    message: str
    is_passing: bool = False
    is_everywhere: bool = False
    is_lost: bool = False
    wait: float | None = None
