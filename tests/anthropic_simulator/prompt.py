"""Lay a checked request out as the model reads it, part by part: what tokens are counted by and the cache goes by."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from anthropic_simulator.fields import Fields
from anthropic_simulator.issued import THOUGHTS
from anthropic_simulator.refusal import invalid
from anthropic_simulator.shape import check_marker
from anthropic_simulator.tokens import compact, tokens
from anthropic_simulator.turns import Turn, blocks_of, check_text

Json = Mapping[str, object]
MOST_MARKERS = 4


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a prompt: `digest` stands for it and all before it, `ttl` is its cache marker's if it has one."""

    digest: bytes
    tokens: int
    ttl: str | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part before it is chained to those before it: what it is, what it counts, how long it is kept."""

    says: str
    tokens: int
    ttl: str | None = None


def prompt_of(body: Fields, tools: Sequence[Fields], turns: Sequence[Turn]) -> tuple[Part, ...]:
    """Lay out settings, tools, system and messages in this order; a change to one is a change to all after it."""
    pieces = [_settings(body), *map(_tool, tools), *_system(body), _choice(body)]
    pieces += [_block(turn.role, block) for turn in turns for block in turn.blocks]
    if automatic := check_marker(body):
        pieces[-1] = _Piece(pieces[-1].says, pieces[-1].tokens, pieces[-1].ttl or automatic)
    if (marked := sum(piece.ttl is not None for piece in pieces)) > MOST_MARKERS:
        raise invalid(f"A maximum of {MOST_MARKERS} blocks with cache_control may be provided. Found {marked}.")
    return tuple(_chained(pieces))


def _chained(pieces: Sequence[_Piece]) -> Iterator[Part]:
    digest = b""
    for piece in pieces:
        digest = hashlib.sha256(digest + piece.says.encode()).digest()
        yield Part(digest, piece.tokens, piece.ttl)


def _settings(body: Fields) -> _Piece:
    """Put first what no cache entry outlives: model, effort and output format, which the model reads as a schema."""
    config = body.inner("output_config") or Fields({})
    wanted = config.inner("format")
    schema = compact(wanted.values["schema"]) if wanted else ""
    return _Piece(compact([body.text("model"), config.values.get("effort"), schema]), tokens(schema))


def _tool(tool: Fields) -> _Piece:
    says = compact(_unmarked(tool))
    return _Piece(says, tokens(says), check_marker(tool))


def _system(body: Fields) -> Iterator[_Piece]:
    for block in blocks_of(body, "system"):
        block.choice("type", ("text",))
        check_text(block)
        yield _Piece(block.text("text"), tokens(block.text("text")), check_marker(block))


def _choice(body: Fields) -> _Piece:
    """Mark where the messages begin: they are read anew when tools are allowed or thinking is shown otherwise."""
    return _Piece(compact([body.values.get("tool_choice") or {"type": "auto"}, body.values.get("thinking")]), 0)


def _block(role: str, block: Fields) -> _Piece:
    return _Piece(f"{role}:{compact(_unmarked(block))}", _size(block), check_marker(block))


def _size(block: Fields) -> int:
    kind = block.text("type")
    if kind == "tool_use":
        return tokens(block.text("name") + compact(block.values["input"]))
    if kind == "tool_result":
        inner = blocks_of(block, "content") if block.has("content") else ()
        return sum(tokens(one.text("text")) for one in inner)
    if kind in THOUGHTS:
        return tokens(block.text("thinking" if kind == "thinking" else "data"))
    return tokens(block.text("text"))


def _unmarked(place: Fields) -> Json:
    return {name: value for name, value in place.values.items() if name != "cache_control"}
