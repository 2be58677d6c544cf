"""Tool calls, their results, and thinking that comes back as it went."""

from typing import Any

import pytest
from anthropic import Anthropic, BadRequestError, beta_tool
from anthropic.types import Message
from anthropic_simulator.answer import Answer, Call, Redacted, Text, Thinking, say, use
from anthropic_simulator.minds import always, in_order
from anthropic_simulator.simulator import Simulator
from anthropic_simulator_tests.conftest import MODEL, Ask, Loose, assistant, user

TOOLS: Any = [{"name": "read", "input_schema": {"type": "object", "properties": {}}}]
CALLED = [
    {"type": "tool_use", "id": "toolu_a", "name": "read", "input": {}},
    {"type": "tool_use", "id": "toolu_b", "name": "read", "input": {}},
]


def result(id: str, **fields: Loose) -> Loose:  # noqa: A002
    """Write a tool's result."""
    return {"type": "tool_result", "tool_use_id": id, "content": "one = 1", **fields}


TEXT = {"type": "text", "text": "And?"}


@pytest.mark.parametrize(
    ("last", "message"),
    [
        (
            [TEXT],
            "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_a, ",
        ),
        ([result("toolu_a")], "immediately after: toolu_b."),
        ([TEXT, result("toolu_a"), result("toolu_b")], "immediately after: toolu_b."),
        ([result("toolu_a"), result("toolu_b"), result("toolu_c")], "messages.2.content.2: unexpected `tool_use_id`"),
        ([result("toolu_a"), result("toolu_b"), result("toolu_a")], "each tool_use must have a single result"),
        ([result("toolu_a", content=[{"type": "image"}])], "messages.2.content.0.content.0: image: not simulated"),
        ([result("toolu_a", extra=1)], "messages.2.content.0.extra: Extra inputs"),
        ([result("toolu_a", content=[{"type": "text", "text": ""}])], "text content blocks must be non-empty"),
    ],
    ids=["none", "one of two", "text first", "one too many", "twice", "picture", "unknown field", "empty text"],
)
def test_calls_and_results_that_do_not_match_are_refused(ask: Ask, last: Loose, message: str) -> None:
    with pytest.raises(BadRequestError) as caught:
        ask(tools=TOOLS, messages=[user("Hi."), assistant(CALLED), user(last)])
    assert message in str(caught.value.api_message)


@pytest.mark.parametrize("content", ["", None, []], ids=["empty", "none", "list"])
def test_a_result_may_be_empty(ask: Ask, content: Loose) -> None:
    results = [result("toolu_a", content=content), result("toolu_b", is_error=True), TEXT]
    assert ask(tools=TOOLS, messages=[user("Hi."), assistant(CALLED), user(results)]).stop_reason == "end_turn"


def test_a_result_of_a_call_further_up_is_refused(ask: Ask) -> None:
    with pytest.raises(BadRequestError, match="unexpected `tool_use_id`"):
        ask(messages=[user("Hi."), assistant("Yes?"), user([result("toolu_a")])])


def test_a_call_needs_an_input(ask: Ask) -> None:
    with pytest.raises(BadRequestError, match=r"messages\.1\.content\.0\.input: Field required"):
        ask(messages=[user("Hi."), assistant([{"type": "tool_use", "id": "toolu_a", "name": "read"}]), user("Well?")])


@pytest.fixture
def first(server: Simulator, ask: Ask) -> Message:
    """Get a turn that thinks in both ways and calls a tool."""
    server.change_mind(always(Answer((Thinking("Hm."), Redacted("Hmm."), Text("I look."), Call("read")))))
    answer = ask(tools=TOOLS, thinking={"type": "adaptive", "display": "summarized"})
    server.change_mind(always(say("Fine.")))
    return answer


def blocks(message: Message) -> list[Loose]:
    """Give a message's blocks as they go back."""
    return [one.model_dump() for one in message.content]


def answered(ask: Ask, said: list[Loose]) -> Message:
    """Send a turn back with its call's result."""
    call = said[-1]["id"]
    return ask(tools=TOOLS, messages=[user("Hello."), assistant(said), user([result(call)])])


def test_a_turn_goes_back_as_it_came(ask: Ask, first: Message) -> None:
    call = first.content[-1]
    assert call.type == "tool_use"
    turn = [user("Hello."), first.to_param(), user([result(call.id)])]
    assert ask(tools=TOOLS, messages=turn).stop_reason == "end_turn"


@pytest.mark.parametrize(
    ("place", "change", "message"),
    [
        (0, {"thinking": "Hm!"}, "messages.1.content.0: Invalid `signature` in `thinking` block"),
        (0, {"signature": "aGk="}, "messages.1.content.0: Invalid `signature` in `thinking` block"),
        (0, {"signature": "?"}, "messages.1.content.0: Invalid `signature` in `thinking` block"),
        (1, {"data": "aGk="}, "messages.1.content.1: Invalid `data` in `redacted_thinking` block"),
        (0, {"cache_control": {"type": "ephemeral"}}, "messages.1.content.0.cache_control: Extra inputs"),
    ],
    ids=["text", "signature", "no base64", "redacted", "marked"],
)
def test_altered_thinking_is_refused(ask: Ask, first: Message, place: int, change: Loose, message: str) -> None:
    said = blocks(first)
    said[place] |= change
    with pytest.raises(BadRequestError) as caught:
        answered(ask, said)
    assert str(caught.value.api_message).startswith(message)


@pytest.mark.parametrize("order", [(1, 2, 3), (2, 3), (1, 0, 2, 3)], ids=["dropped", "all dropped", "swapped"])
def test_thinking_of_a_turn_with_calls_goes_back_whole(ask: Ask, first: Message, order: tuple[int, ...]) -> None:
    said = blocks(first)
    with pytest.raises(BadRequestError, match="cannot be modified"):
        answered(ask, [said[index] for index in order])


def test_thinking_of_another_server_is_refused(ask: Ask) -> None:
    foreign = {"type": "thinking", "thinking": "Hm.", "signature": "c2lnbmVkIGVsc2V3aGVyZQ=="}
    with pytest.raises(BadRequestError, match="Invalid `signature`"):
        ask(messages=[user("Hi."), assistant([foreign]), user("And?")])


def test_the_tool_runner_of_the_sdk_works(server: Simulator, client: Anthropic) -> None:
    """Run it as a caller does who knows no server-side threads."""

    @beta_tool
    def read(path: str) -> str:
        """Read a file."""
        return f"the text of {path}"

    server.change_mind(in_order(use(Call("read", {"path": "a.py"}), thinking="Hm."), say("Fine.")))
    runner = client.beta.messages.tool_runner(
        model=MODEL, max_tokens=100, messages=[user("Hi.")], tools=[read], thread=False
    )
    assert runner.until_done().stop_reason == "end_turn"
    assert [one.text for one in server.requests[1].results] == ["the text of a.py"]
