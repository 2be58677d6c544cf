"""The prompt cache: what is written, what is read, and when."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from anthropic import Anthropic
from anthropic.types import Usage
from anthropic_simulator.answer import Answer, Text, say
from anthropic_simulator.request import Request
from anthropic_simulator.simulator import Simulator
from anthropic_simulator.trouble import overloaded
from anthropic_simulator_tests.conftest import MODEL, Ask, Connect, Loose, asking, assistant, user

MARK = {"cache_control": {"type": "ephemeral"}}
HOUR = {"cache_control": {"type": "ephemeral", "ttl": "1h"}}
LONG = "x" * 6_000
TOOL = {"name": "read", "input_schema": {"type": "object", "properties": {}}}


def text(says: str, mark: Loose = None) -> Loose:
    """Write a text block."""
    return {"type": "text", "text": says} | (mark or {})


SYSTEM = [text(LONG, MARK)]


def bill(usage: Usage) -> tuple[int, int | None, int | None]:
    """Give input, cache writes and cache reads."""
    return usage.input_tokens, usage.cache_creation_input_tokens, usage.cache_read_input_tokens


def test_a_prefix_is_written_once_and_read_after(ask: Ask) -> None:
    first = ask(system=SYSTEM, messages=[user("abc")]).usage
    second = ask(system=SYSTEM, messages=[user("defghi")]).usage
    assert (bill(first), bill(second)) == ((1, 2_000, 0), (2, 0, 2_000))
    assert first.cache_creation is not None
    assert first.cache_creation.ephemeral_5m_input_tokens == 2_000


def test_without_a_marker_nothing_is_kept(ask: Ask) -> None:
    assert [bill(ask(system=LONG).usage) for _ in range(2)] == [(2_002, 0, 0)] * 2


@pytest.mark.parametrize(
    ("model", "floor"),
    [("claude-fable-5-2", 512), (MODEL, 1_024), ("claude-opus-5-5", 2_048), ("claude-haiku-5-5", 4_096)],
    ids=str,
)
def test_a_prefix_below_the_floor_is_not_kept(ask: Ask, model: str, floor: int) -> None:
    below, at = [text("x" * 3 * (floor - 1), MARK)], [text("x" * 3 * floor, MARK)]
    assert bill(ask(model=model, system=below).usage) == (floor + 1, 0, 0)
    assert bill(ask(model=model, system=at).usage) == (2, floor, 0)


CHANGES: dict[str, tuple[dict[str, Any], int]] = {
    "nothing": ({}, 4_000),
    "the last text": ({"messages": [user([text(LONG, MARK), text("Else.")])]}, 4_000),
    "tool choice": ({"tool_choice": {"type": "none"}}, 2_000),
    "thinking display": ({"thinking": {"type": "adaptive", "display": "summarized"}}, 2_000),
    "the messages": ({"messages": [user([text(f"{LONG}!", MARK)])]}, 2_000),
    "system": ({"system": [text(f"!{LONG}", MARK)]}, 0),
    "the order of a tool's fields": ({"tools": [dict(reversed(TOOL.items()))]}, 0),
    "effort": ({"output_config": {"effort": "high"}}, 0),
    "model": ({"model": "claude-fable-5-2"}, 0),
}


@pytest.mark.parametrize(("change", "read"), CHANGES.values(), ids=CHANGES)
def test_a_change_costs_all_that_comes_after_it(ask: Ask, change: Loose, read: int) -> None:
    fields: dict[str, Any] = {"system": SYSTEM, "tools": [TOOL], "messages": [user([text(LONG, MARK), text("Hm.")])]}
    tools = ask(**fields).usage.cache_creation_input_tokens or 0
    found = ask(**(fields | change)).usage.cache_read_input_tokens
    assert found == read + (tools - 4_000 if read else 0)


def test_a_marker_finds_an_entry_20_blocks_before_it_and_none_further_up(ask: Ask) -> None:
    ask(messages=[user(SYSTEM)])
    near = [text(LONG), *(text("more") for _ in range(18)), text("more", MARK)]
    far = [text(LONG), *(text("more") for _ in range(19)), text("more", MARK)]
    assert bill(ask(messages=[user(far)]).usage) == (0, 2_040, 0)
    assert bill(ask(messages=[user(near)]).usage)[2] == 2_000


def test_a_conversation_is_read_from_where_it_was_last_marked(ask: Ask) -> None:
    automatic: Any = {"cache_control": {"type": "ephemeral"}}
    said = ask(messages=[user(LONG)], **automatic)
    longer = [user(LONG), assistant(said.content), user("abc")]
    assert bill(ask(messages=longer, **automatic).usage) == (0, 3, 2_000)


def test_an_entry_lives_for_five_minutes_since_it_was_last_read(server: Simulator, ask: Ask) -> None:
    reads = []
    for seconds in (0, 299, 299, 301):
        server.clock.advance(seconds)
        reads.append(ask(system=SYSTEM).usage.cache_read_input_tokens)
    assert reads == [0, 2_000, 2_000, 0]


def test_an_entry_for_an_hour_is_billed_apart_and_lives_for_an_hour(server: Simulator, ask: Ask) -> None:
    system = [text(LONG, HOUR), text(LONG, MARK)]
    written = ask(system=system).usage
    server.clock.advance(3_599)
    assert written.cache_creation is not None
    assert written.cache_creation.ephemeral_1h_input_tokens == 2_000
    assert bill(ask(system=system).usage) == (2, 2_000, 2_000)


def test_requests_at_the_same_time_share_nothing(connected: Connect) -> None:
    together = threading.Barrier(3, timeout=10)

    def mind(request: Request) -> Answer:
        together.wait()
        return say("Fine.")

    server, client = connected(mind)
    ask = asking(client)
    with ThreadPoolExecutor(3) as pool:
        usages = [one.usage for one in pool.map(lambda _: ask(system=SYSTEM), range(3))]
    assert [bill(one) for one in usages] == [(2, 2_000, 0)] * 3
    assert server.most_at_once == 3


def test_an_entry_is_readable_from_the_start_of_the_stream_on(connected: Connect) -> None:
    _, client = connected(lambda _: Answer((Text("Fine."),)))
    ask = asking(client)
    with client.messages.create(
        model=MODEL, max_tokens=9, system=SYSTEM, messages=[user("Hello.")], stream=True
    ) as stream:
        assert next(iter(stream)).type == "message_start"
        assert bill(ask(system=SYSTEM).usage) == (2, 0, 2_000)


def test_a_request_that_failed_leaves_no_entry_and_no_bill(server: Simulator, client: Anthropic, ask: Ask) -> None:
    server.change_mind(lambda request: overloaded() if request.number == 1 else say("Fine."))
    with pytest.raises(Exception, match="Overloaded"):
        ask(system=SYSTEM)
    assert server.usage.prompt == 0
    assert bill(ask(system=SYSTEM).usage) == (2, 2_000, 0)
    assert (server.usage.prompt, server.usage.uncached) == (2_002, 2_002)
