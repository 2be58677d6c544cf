"""Minds that answer what the API could not: the test hears of it."""

import pytest
from anthropic import Anthropic, APIConnectionError
from anthropic_simulator.answer import Answer, Call, Text, say, say_json, use
from anthropic_simulator.minds import always, in_order
from anthropic_simulator.simulator import Simulator, running
from anthropic_simulator_tests.conftest import Ask, Loose, asking

SCHEMA = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"], "additionalProperties": False}
WANTED = {"output_config": {"format": {"type": "json_schema", "schema": SCHEMA}}}
TOOL = {"name": "read", "strict": True, "input_schema": SCHEMA}


@pytest.mark.parametrize(
    ("answer", "fields", "mistake"),
    [
        (say("Well, 1."), WANTED, "text that is not JSON"),
        (say_json({"n": "1"}), WANTED, "JSON against its schema at $.n"),
        (use(Call("write")), {"tools": [TOOL]}, "a call of write, which was not offered"),
        (use(Call("read", {"n": 1})), {"tools": [TOOL], "tool_choice": {"type": "none"}}, "while tool_choice is none"),
        (use(Call("read")), {"tools": [TOOL]}, "JSON against its schema at $: 'n' is a required property"),
        (say(""), {}, "an empty block"),
    ],
    ids=["prose", "schema", "no such tool", "no tool", "strict tool", "empty"],
)
def test_an_answer_that_the_api_could_not_give_fails_the_test(
    server: Simulator, ask: Ask, answer: Answer, fields: Loose, mistake: str
) -> None:
    server.change_mind(always(answer))
    ask(**fields)
    assert len(server.mistakes) == 1
    assert server.mistakes[0].startswith(f"request 1: {mistake}") or mistake in server.mistakes[0]
    server.forgive()


@pytest.mark.parametrize(
    ("answer", "fields"),
    [
        (say("Well, 1.", is_malformed=True), WANTED),
        (say_json({"n": 1}), WANTED),
        (Answer((Text('{"n":'),), "max_tokens"), WANTED),
        (use(Call("read", {"n": 1})), {"tools": [TOOL]} | WANTED),
    ],
    ids=["meant", "right", "cut", "a call before the JSON"],
)
def test_what_the_api_could_say_is_no_mistake(server: Simulator, ask: Ask, answer: Answer, fields: Loose) -> None:
    server.change_mind(always(answer))
    ask(**fields)
    assert server.mistakes == ()


def test_a_mistake_is_told_at_the_end(sdk: Anthropic) -> None:
    with pytest.raises(AssertionError, match="request 1: an empty block"), running(always(say(""))) as server:
        asking(sdk.with_options(base_url=server.url))()


def test_a_mind_that_raises_breaks_the_connection_and_is_told(sdk: Anthropic) -> None:
    with pytest.raises(APIConnectionError) as caught, running(in_order()) as server:
        asking(sdk.with_options(base_url=server.url))()
    assert "request 1 was not foreseen" in caught.value.__notes__[0]


def test_answers_come_in_order(server: Simulator, ask: Ask) -> None:
    server.change_mind(in_order(say("One."), say("Two.")))
    assert [one.text for _ in range(2) for one in ask().content if one.type == "text"] == ["One.", "Two."]
