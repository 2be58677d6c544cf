"""Check the messages of a request: their blocks, and that tool calls and their results belong together."""

from collections.abc import Sequence
from dataclasses import dataclass

from anthropic_simulator.fields import Fields
from anthropic_simulator.issued import THOUGHTS, Issued
from anthropic_simulator.refusal import invalid, not_simulated
from anthropic_simulator.shape import check_marker

_USERS = ("text", "tool_result")
_MODELS = ("text", "tool_use", *THOUGHTS)
_ELSEWHERE = ("image", "document", "search_result", "container_upload", "server_tool_use", "tool_reference")
_UNANSWERED = (
    "{}: `tool_use` ids were found without `tool_result` blocks immediately after: {}. "
    "Each `tool_use` block must have a corresponding `tool_result` block in the next message."
)
_UNASKED = (
    "{}: unexpected `tool_use_id` found in `tool_result` blocks: {}. "
    "Each `tool_result` block must have a corresponding `tool_use` block in the previous message."
)
_PREFILL = "This model does not support assistant message prefill. The conversation must end with a user message."


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side says: messages of one role in a row are one turn. `path` is the first one's."""

    role: str
    path: str
    blocks: tuple[Fields, ...]

    def ids(self, kind: str, name: str) -> tuple[str, ...]:
        """List the ids in blocks of one kind."""
        return tuple(one.text(name) for one in self.blocks if one.text("type") == kind)


def checked_turns(body: Fields, issued: Issued) -> tuple[Turn, ...]:
    """Read the messages as turns, or refuse them."""
    turns = _merged([_turn(message, issued) for message in body.items("messages")])
    if not turns:
        raise invalid("messages: at least one message is required")
    if turns[0].role != "user":
        raise invalid('messages: first message must use the "user" role')
    if turns[-1].role == "assistant":
        raise invalid(_PREFILL)
    before = Turn("assistant", "", ())
    for turn in turns:
        _check_pair(before, turn)
        before = turn
    if said := [turn for turn in turns if turn.role == "assistant"]:
        issued.check_turn(said[-1].path, said[-1].blocks)
    return turns


def blocks_of(place: Fields, name: str) -> tuple[Fields, ...]:
    """Read content: a string is short for one block of text."""
    value = place.values.get(name)
    if isinstance(value, str):
        return (Fields({"type": "text", "text": value}, f"{place.at(name)}.0"),)
    return place.items(name)


def check_text(block: Fields) -> None:
    """Refuse a text block without text, or with fields that it does not have."""
    block.only("type", "text", "cache_control", "citations")
    if not block.text("text"):
        raise invalid(f"{block.path}: text content blocks must be non-empty")
    if not block.text("text").strip():
        raise invalid(f"{block.path}: text content blocks must contain non-whitespace text")
    check_marker(block)


def _turn(message: Fields, issued: Issued) -> Turn:
    message.only("role", "content")
    role = message.choice("role", ("user", "assistant"))
    blocks = blocks_of(message, "content")
    if not blocks:
        raise invalid(f"{message.path}: all messages must have non-empty content")
    for block in blocks:
        _check_block(block, role, issued)
    return Turn(role, message.path, blocks)


def _merged(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    merged: list[Turn] = []
    for turn in turns:
        if merged and merged[-1].role == turn.role:
            turn = Turn(turn.role, merged[-1].path, merged.pop().blocks + turn.blocks)  # noqa: PLW2901
        merged.append(turn)
    return tuple(merged)


def _check_block(block: Fields, role: str, issued: Issued) -> None:
    kind = block.text("type")
    if kind in _ELSEWHERE:
        raise not_simulated(f"{block.path}: {kind}")
    block.choice("type", _USERS if role == "user" else _MODELS)
    if kind == "text":
        check_text(block)
    elif kind == "tool_use":
        _check_call(block)
    elif kind == "tool_result":
        _check_result(block)
    else:
        block.only("type", *(("thinking", "signature") if kind == "thinking" else ("data",)))
        issued.check(block)


def _check_call(block: Fields) -> None:
    block.only("type", "id", "name", "input", "cache_control", "caller", "toolset_name")
    block.text("id")
    block.text("name")
    if block.inner("input") is None:
        raise invalid(f"{block.at('input')}: Field required")
    check_marker(block)


def _check_result(block: Fields) -> None:
    block.only("type", "tool_use_id", "content", "is_error", "cache_control", "toolset_name")
    block.text("tool_use_id")
    block.flag("is_error")
    check_marker(block)
    for inner in blocks_of(block, "content") if block.values.get("content") else ():
        if inner.text("type") in _ELSEWHERE:
            raise not_simulated(f"{inner.path}: {inner.text('type')}")
        inner.choice("type", ("text",))
        check_text(inner)


def _check_pair(before: Turn, turn: Turn) -> None:
    """Hold the results of a turn against the calls of the one before; results stand first."""
    calls = before.ids("tool_use", "id")
    results = turn.ids("tool_result", "tool_use_id")
    for block in turn.blocks:
        if block.text("type") == "tool_result" and block.text("tool_use_id") not in calls:
            raise invalid(_UNASKED.format(block.path, block.text("tool_use_id")))
    leading = Turn(turn.role, turn.path, turn.blocks[: len(results)]).ids("tool_result", "tool_use_id")
    if missing := [one for one in calls if one not in leading]:
        raise invalid(_UNANSWERED.format(before.path, ", ".join(missing)))
    if len(set(results)) != len(results):
        raise invalid(f"{turn.path}: each tool_use must have a single result")
