"""Messages, whole and streamed, as the SDK's own types read them."""

import json
from typing import Any

import pytest
from anthropic import Anthropic
from anthropic.types import Message, RawMessageStreamEvent
from anthropic_simulator.answer import Answer, Call, Redacted, Text, Thinking, refuse, say, say_json, use
from anthropic_simulator.minds import always, in_order
from anthropic_simulator.simulator import Simulator
from anthropic_simulator_tests.conftest import MODEL, Ask, Raw, assistant, differences, user
from pydantic import TypeAdapter

TOOL: Any = {"name": "read", "description": "Reads.", "input_schema": {"type": "object", "properties": {}}}
SHOWN: Any = {"type": "adaptive", "display": "summarized"}
SCHEMA = {
    "type": "object",
    "properties": {"name": {"type": "string"}},
    "required": ["name"],
    "additionalProperties": False,
}
EVERYTHING = Answer(
    (Thinking("What is there? " * 9), Redacted("Hm."), Text("Let me look at it. " * 9), Call("read", {"path": "ü.py"}))
)


@pytest.mark.parametrize(
    "answer",
    [say("Fine."), say("", is_malformed=True), EVERYTHING, refuse("cyber"), Answer((Text("Cut."),), "max_tokens")],
    ids=["text", "empty", "everything", "refusal", "cut"],
)
@pytest.mark.parametrize("is_stream", [False, True], ids=["whole", "streamed"])
def test_the_sdk_finds_every_field_of_its_types_and_no_other(
    server: Simulator, client: Anthropic, answer: Answer, is_stream: bool
) -> None:
    server.change_mind(always(answer))
    asked: Any = {"model": MODEL, "max_tokens": 1_000, "messages": [user("Hello.")], "tools": [TOOL]}
    if is_stream:
        events = list(client.messages.create(**asked, stream=True))
        assert [one for event in events for one in differences(event)] == []
    else:
        assert list(differences(client.messages.create(**asked))) == []


def test_what_is_sent_agrees_with_the_types_without_the_sdk_filling_anything_in(server: Simulator, raw: Raw) -> None:
    server.change_mind(always(EVERYTHING))
    body = {"model": MODEL, "max_tokens": 1_000, "messages": [user("Hello.")], "tools": [TOOL]}
    answer = raw(body)
    Message.model_validate_json(answer.content, strict=True)
    streamed = raw(body | {"stream": True})
    assert streamed.headers["content-type"].startswith("text/event-stream")
    event: TypeAdapter[RawMessageStreamEvent] = TypeAdapter(RawMessageStreamEvent)
    for block in streamed.text.strip().split("\n\n"):
        name, _, data = block.partition("\n")
        value = json.loads(data.removeprefix("data: "))
        assert name == f"event: {value['type']}"
        if value["type"] != "ping":
            event.validate_python(value, strict=True)


def test_a_stream_has_the_events_of_the_api_in_their_order(server: Simulator, raw: Raw) -> None:
    server.change_mind(always(say("Fine.", thinking="Hm.")))
    body = {"model": MODEL, "max_tokens": 9, "messages": [user("Hi.")], "stream": True, "thinking": SHOWN}
    lines = raw(body).text.splitlines()
    assert [line.removeprefix("event: ") for line in lines if line.startswith("event: ")] == [
        "message_start",
        "content_block_start",
        "ping",
        "content_block_delta",
        "content_block_delta",
        "content_block_stop",
        "content_block_start",
        "content_block_delta",
        "content_block_stop",
        "message_delta",
        "message_stop",
    ]


def test_a_stream_adds_up_to_the_whole_message(server: Simulator, client: Anthropic, ask: Ask) -> None:
    server.change_mind(always(EVERYTHING))
    whole = ask(tools=[TOOL], thinking=SHOWN)
    with client.messages.stream(
        model=MODEL, max_tokens=1_000, messages=[user("Hello.")], tools=[TOOL], thinking=SHOWN
    ) as stream:
        final = stream.get_final_message()
    assert [one.type for one in final.content] == ["thinking", "redacted_thinking", "text", "tool_use"]
    for streamed, sent in zip(final.content, whole.content, strict=True):
        unlike = {"id", "signature", "data", "parsed_output"}
        assert streamed.model_dump(exclude=unlike) == sent.model_dump(exclude=unlike)
    assert (final.stop_reason, final.usage) == (whole.stop_reason, whole.usage)


def test_a_refusal_is_an_answer_without_content(server: Simulator, ask: Ask) -> None:
    server.change_mind(always(refuse("cyber", "Looks like an exploit.")))
    answer = ask()
    assert (answer.stop_reason, answer.content) == ("refusal", [])
    assert answer.stop_details is not None
    assert answer.stop_details.category == "cyber"


@pytest.mark.parametrize(("limit", "text"), [(2, "Hello "), (3, "Hello the")], ids=str)
def test_what_is_longer_than_allowed_is_cut(server: Simulator, ask: Ask, limit: int, text: str) -> None:
    server.change_mind(always(say("Hello there.")))
    answer = ask(max_tokens=limit)
    assert (answer.stop_reason, answer.usage.output_tokens) == ("max_tokens", limit)
    assert [one.text for one in answer.content if one.type == "text"] == [text]


def test_thinking_counts_against_the_limit(server: Simulator, ask: Ask) -> None:
    server.change_mind(always(say("Fine.", thinking="x" * 300)))
    answer = ask(max_tokens=50)
    assert [one.type for one in answer.content] == ["thinking"]
    assert answer.usage.output_tokens_details is not None
    assert (answer.stop_reason, answer.usage.output_tokens_details.thinking_tokens) == ("max_tokens", 50)


def test_a_tool_call_that_is_cut_has_no_input(server: Simulator, ask: Ask) -> None:
    server.change_mind(always(use(Call("read", {"path": "long" * 50}))))
    answer = ask(max_tokens=5, tools=[TOOL])
    assert [(one.type, one.input) for one in answer.content if one.type == "tool_use"] == [("tool_use", {})]
    assert answer.stop_reason == "max_tokens"


def test_an_answer_may_cost_what_the_test_says(server: Simulator, ask: Ask) -> None:
    server.change_mind(always(Answer((Text("Brief."),), output_tokens=700)))
    assert ask().usage.output_tokens == 700
    assert ask(max_tokens=350).stop_reason == "max_tokens"


def test_a_cut_falls_between_blocks_where_nothing_of_the_next_fits(server: Simulator, ask: Ask) -> None:
    server.change_mind(always(Answer((Text("One"), Text("Two")))))
    answer = ask(max_tokens=1)
    assert [one.text for one in answer.content if one.type == "text"] == ["One"]
    assert answer.stop_reason == "max_tokens"


def test_a_stop_sequence_ends_the_answer(server: Simulator, ask: Ask) -> None:
    server.change_mind(always(say("one two three")))
    answer = ask(stop_sequences=["three", " two"])
    assert (answer.stop_reason, answer.stop_sequence) == ("stop_sequence", " two")
    assert [one.text for one in answer.content if one.type == "text"] == ["one"]


def test_a_request_for_no_token_warms_the_cache_and_asks_no_mind(server: Simulator, ask: Ask) -> None:
    server.change_mind(always(say("Never.")))
    answer = ask(max_tokens=0)
    assert (answer.content, answer.usage.output_tokens, answer.stop_reason) == ([], 0, "max_tokens")


def test_thinking_is_hidden_unless_it_is_asked_for(server: Simulator, ask: Ask) -> None:
    server.change_mind(always(say("Fine.", thinking="Hm.")))
    hidden, shown = ask(), ask(thinking=SHOWN)
    assert [one.thinking for one in (hidden.content[0], shown.content[0]) if one.type == "thinking"] == ["", "Hm."]
    assert hidden.usage == shown.usage


def test_a_mind_sees_what_it_decides_by(server: Simulator, ask: Ask) -> None:
    server.change_mind(in_order(use(Call("read")), say_json({"name": "Ada"})))
    fields: Any = {"system": [{"type": "text", "text": "Be brief."}], "tools": [TOOL]}
    fields["output_config"] = {"effort": "low", "format": {"type": "json_schema", "schema": SCHEMA}}
    first = ask(**fields, messages=[user("Who?")])
    call = first.content[0]
    assert call.type == "tool_use"
    result = {"type": "tool_result", "tool_use_id": call.id, "content": "No such file.", "is_error": True}
    messages = [user("Who?"), assistant(first.content), user([result])]
    ask(**fields, messages=messages, tool_choice={"type": "none"})
    seen = server.requests[-1]
    assert (seen.number, seen.model, seen.max_tokens, seen.is_stream) == (2, MODEL, 1_000, False)
    assert (seen.system, seen.text, seen.last) == ("Be brief.", "Who?\nNo such file.", "No such file.")
    assert [(one.id, one.text, one.is_error) for one in seen.results] == [(call.id, "No such file.", True)]
    assert (seen.turns, list(seen.tools), seen.tool_choice) == (1, ["read"], "none")
    assert (seen.effort, seen.schema) == ("low", SCHEMA)


def test_what_was_asked_is_kept(server: Simulator, client: Anthropic, ask: Ask) -> None:
    ask()
    client.models.list()
    assert [(one.method, one.path, one.status) for one in server.exchanges] == [
        ("POST", "/v1/messages", 200),
        ("GET", "/v1/models", 200),
    ]
    kept = server.messages[0]
    assert kept.headers["anthropic-version"] == "2026-10-21"
    assert kept.body["max_tokens"] == 1_000
    assert server.usage == kept.usage
    assert (kept.usage.input, kept.usage.output) == (2, 2)
