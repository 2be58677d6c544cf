"""Make a mind's answer what the API would send: within the limits, signed, and with ids."""

import itertools
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from anthropic_simulator.answer import Answer, Block, Call, Redacted, Text, Thinking
from anthropic_simulator.issued import Issued
from anthropic_simulator.tokens import beginning, compact, tokens

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Limits:
    """What ends an answer: the tokens it may have, why they are not more, and texts to stop at."""

    tokens: int
    reason: str = "max_tokens"
    sequences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """An answer as it leaves."""

    content: tuple[Json, ...]
    stop_reason: str
    stop_sequence: str | None
    stop_details: Json | None
    output_tokens: int
    thinking_tokens: int


def settled(answer: Answer, limits: Limits, issued: Issued, *, is_shown: bool) -> Settled:
    """Cut an answer to its limits and write its blocks; `is_shown` is whether thinking texts are."""
    blocks, sequence = _stopped(answer.blocks, limits.sequences)
    natural = sum(map(_cost, blocks))
    output = max(1, natural if answer.output_tokens is None or sequence else answer.output_tokens)
    reason = answer.stop_reason or ("tool_use" if any(isinstance(one, Call) for one in blocks) else "end_turn")
    if sequence is not None:
        reason = "stop_sequence"
    if output > limits.tokens:
        blocks = tuple(_cut(blocks, natural * limits.tokens // output))
        output, reason, sequence = limits.tokens, limits.reason, None
    content = tuple(_written(one, issued, is_shown) for one in blocks)
    issued.remember(content)
    thought = sum(_cost(one) for one in blocks if isinstance(one, Thinking | Redacted))
    return Settled(content, reason, sequence, _details(answer), output, min(thought, output))


def _cost(block: Block) -> int:
    return tokens(block.name + compact(block.input) if isinstance(block, Call) else block.text)


def _stopped(blocks: Sequence[Block], sequences: Sequence[str]) -> tuple[tuple[Block, ...], str | None]:
    kept: list[Block] = []
    for block in blocks:
        found = [one for one in sequences if isinstance(block, Text) and one in block.text]
        if isinstance(block, Text) and found:
            first = min(found, key=block.text.index)
            before = block.text[: block.text.index(first)]
            return (*kept, *((Text(before),) if before else ())), first
        kept.append(block)
    return tuple(kept), None


def _cut(blocks: Sequence[Block], left: int) -> Iterator[Block]:
    """Keep what fits; a call that is cut loses its input, a text its end."""
    for block in blocks:
        if _cost(block) > left:
            if isinstance(block, Call):
                yield Call(block.name)
            elif text := beginning(block.text, left):
                yield replace(block, text=text)
            return
        yield block
        left -= _cost(block)


def _written(block: Block, issued: Issued, is_shown: bool) -> Json:
    match block:
        case Text(text):
            return {"type": "text", "text": text, "citations": None}
        case Thinking(text):
            shown = text if is_shown else ""
            return {"type": "thinking", "thinking": shown, "signature": issued.sign(shown, text)}
        case Redacted(text):
            return {"type": "redacted_thinking", "data": issued.sign("", text)}
        case Call(name, given):
            caller = {"type": "direct"}
            made = {"id": new_id("toolu"), "name": name, "input": dict(given)}
            return {"type": "tool_use", **made, "caller": caller, "toolset_name": None}


def _details(answer: Answer) -> Json | None:
    if answer.stop_reason != "refusal":
        return None
    return {"type": "refusal", "category": answer.category, "explanation": answer.explanation}


_numbers = itertools.count(1)


def new_id(kind: str) -> str:
    """Make an id of the API's form, with a number that tells the order to whoever debugs."""
    return f"{kind}_01{secrets.token_hex(5)}{next(_numbers):06}"
