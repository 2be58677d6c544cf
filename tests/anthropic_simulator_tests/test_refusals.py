"""What the API refuses, and in which form."""

from collections.abc import Mapping
from typing import Any

import pytest
from anthropic import Anthropic, BadRequestError, NotFoundError
from anthropic.types.shared import ErrorResponse
from anthropic_simulator.answer import Text, say
from anthropic_simulator.minds import always
from anthropic_simulator.models import MODELS, Model
from anthropic_simulator.simulator import Simulator
from anthropic_simulator_tests.conftest import MODEL, Ask, Connect, Raw, asking, assistant, differences, user

MARK = {"cache_control": {"type": "ephemeral"}}
TOOL: dict[str, object] = {"name": "read", "input_schema": {"type": "object", "properties": {}}}

REFUSED: Mapping[str, tuple[dict[str, Any], str]] = {
    "temperature": ({"extra_body": {"temperature": 0}}, "`temperature` is not supported"),
    "top_p": ({"extra_body": {"top_p": 0.9}}, "`top_p` is not supported"),
    "top_k": ({"extra_body": {"top_k": 4}}, "`top_k` is not supported"),
    "unknown field": ({"extra_body": {"thread": {}}}, "thread: Extra inputs are not permitted"),
    "unknown field inside": (
        {"metadata": {"user_id": "1"}, "thinking": {"type": "adaptive", "x": 1}},
        "thinking.x: Ex",
    ),
    "metadata": ({"metadata": {"name": "Ada"}}, "metadata.name: Extra inputs"),
    "not simulated": ({"container": "c"}, "container: not simulated"),
    "any tool": ({"tools": [TOOL], "tool_choice": {"type": "any"}}, 'tool_choice: type "any"'),
    "this tool": ({"tools": [TOOL], "tool_choice": {"type": "tool", "name": "read"}}, 'tool_choice: type "tool"'),
    "choice without tools": ({"tool_choice": {"type": "auto"}}, "tool_choice: may only be"),
    "thinking budget": ({"thinking": {"type": "enabled", "budget_tokens": 1_024}}, '"thinking.type.enabled"'),
    "no thinking": ({"thinking": {"type": "disabled"}}, '"thinking.type.disabled"'),
    "effort": ({"output_config": {"effort": "huge"}}, "output_config.effort: Input should be 'low'"),
    "format": ({"output_config": {"format": {"type": "json_schema"}}}, "output_config.format.schema: Field required"),
    "too long an answer": ({"max_tokens": 200_000, "timeout": 9}, "max_tokens: 200000 > 128000"),
    "negative": ({"max_tokens": -1}, "max_tokens: Input should be greater"),
    "not a number": ({"max_tokens": True}, "max_tokens: Input should be a valid integer"),
    "no messages": ({"messages": []}, "messages: at least one message"),
    "no list": ({"extra_body": {"messages": "Hi."}}, "messages: Input should be a valid list"),
    "no object": ({"messages": ["Hi."]}, "messages.0: Input should be an object"),
    "assistant first": ({"messages": [assistant("Hi."), user("Hi.")]}, "messages: first message"),
    "prefill": ({"messages": [user("Hi."), assistant("{")]}, "This model does not support assistant message prefill"),
    "role": ({"messages": [{"role": "tool", "content": "Hi."}]}, "messages.0.role: Input should be 'user'"),
    "empty message": ({"messages": [user([])]}, "messages.0: all messages must have non-empty content"),
    "empty string": ({"messages": [user("")]}, "messages.0.content.0: text content blocks must be non-empty"),
    "empty text": ({"messages": [user([{"type": "text", "text": ""}])]}, "messages.0.content.0: text content blocks"),
    "white text": (
        {"messages": [user(" \n")]},
        "messages.0.content.0: text content blocks must contain",
    ),
    "empty system": ({"system": ""}, "system.0: text content blocks must be non-empty"),
    "picture": ({"messages": [user([{"type": "image"}])]}, "messages.0.content.0: image: not simulated"),
    "unknown block": ({"messages": [user([{"type": "smell"}])]}, "messages.0.content.0.type: Input should be 'text'"),
    "text of a number": ({"messages": [user([{"type": "text", "text": 1}])]}, "messages.0.content.0.text: Input"),
    "call of a user": ({"messages": [user([{"type": "tool_use"}])]}, "messages.0.content.0.type: Input should be"),
    "five markers": (
        {"system": [{"type": "text", "text": "x", **MARK}] * 4, "tools": [TOOL | MARK]},
        "A maximum of 4 blocks with cache_control may be provided. Found 5.",
    ),
    "automatic fifth marker": (
        {"system": [{"type": "text", "text": "x", **MARK}] * 4, "cache_control": {"type": "ephemeral"}},
        "A maximum of 4 blocks",
    ),
    "ttl": ({"cache_control": {"type": "ephemeral", "ttl": "1d"}}, "cache_control.ttl: Input should be '5m', '1h'"),
    "tool name": ({"tools": [TOOL | {"name": "read it"}]}, "tools.0.name: String should match"),
    "tool twice": ({"tools": [TOOL, TOOL]}, "tools: Tool names must be unique."),
    "tool without schema": ({"tools": [{"name": "read"}]}, "tools.0.input_schema: Field required"),
    "tool of text": ({"tools": [TOOL | {"input_schema": {"type": "string"}}]}, "tools.0.input_schema.type: Input"),
    "server tool": ({"tools": [{"type": "web_search_20260318", "name": "w"}]}, "tools.0: web_search_20260318: not sim"),
    "deferred tool": ({"tools": [TOOL | {"defer_loading": True}]}, "tools.0.defer_loading: not simulated"),
    "flag": ({"tools": [TOOL | {"strict": "yes"}]}, "tools.0.strict: Input should be a valid boolean"),
    "stop sequence": ({"stop_sequences": [1]}, "stop_sequences: Input should be a valid string"),
}


@pytest.mark.parametrize(("fields", "message"), REFUSED.values(), ids=REFUSED)
def test_a_request_is_refused(server: Simulator, ask: Ask, fields: dict[str, Any], message: str) -> None:
    with pytest.raises(BadRequestError) as caught:
        ask(**fields)
    assert caught.value.api_message is not None
    assert caught.value.api_message.startswith(message)
    assert (server.requests, server.messages[0].status) == ((), 400)


def test_an_error_has_the_form_of_the_api(raw: Raw) -> None:
    answer = raw({"model": MODEL, "max_tokens": 9, "messages": []})
    error = ErrorResponse.model_validate_json(answer.content, strict=True)
    assert list(differences(error)) == []
    assert (error.type, error.error.type) == ("error", "invalid_request_error")
    assert error.request_id == answer.headers["request-id"]


@pytest.mark.parametrize("model", ["claude-unheard-of", "claude-opus-4"], ids=["unknown", "retired"])
def test_a_model_that_is_not_there_is_not_found(ask: Ask, client: Anthropic, model: str) -> None:
    with pytest.raises(NotFoundError, match=f"model: {model}"):
        ask(model=model)
    with pytest.raises(NotFoundError):
        client.messages.count_tokens(model=model, messages=[user("Hi.")])


@pytest.mark.parametrize("field", ["model", "max_tokens"], ids=str)
def test_a_required_field_is_asked_for(raw: Raw, field: str) -> None:
    body = {"model": MODEL, "max_tokens": 9, "messages": [user("Hi.")]}
    del body[field]
    assert raw(body).json()["error"]["message"] == f"{field}: Field required"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"{", "The request body is not valid JSON"),
        (b"[]", "Input should be an object"),
        (b"[" * 100_000, "The request body is not valid JSON"),
        (b'{"model": "\\ud83d"}', "The request body is not valid JSON"),
        (b"\xff", "The request body is not valid JSON"),
    ],
    ids=["cut", "list", "deep", "half a character", "not UTF-8"],
)
def test_a_body_that_is_no_json_object_is_refused(raw: Raw, body: bytes, message: str) -> None:
    answer = raw(body)
    assert (answer.status_code, answer.json()["error"]["type"]) == (400, "invalid_request_error")
    assert answer.json()["error"]["message"].startswith(message)


def test_a_request_above_32_megabytes_is_too_large(raw: Raw) -> None:
    assert raw(b'{"model": "' + b"x" * 32 * 1024 * 1024 + b'"}').status_code == 413


def test_other_addresses_are_not_found(raw: Raw) -> None:
    assert raw({}, "/v1/complete").status_code == 404


def test_a_prompt_over_the_context_is_refused_and_an_answer_over_it_is_cut(connected: Connect) -> None:
    small = Model("claude-tiny", "haiku", context=100)
    _, client = connected(always(say("x" * 300)), models=(*MODELS, small))
    ask = asking(client)
    with pytest.raises(BadRequestError, match="prompt is too long: 101 tokens > 100 maximum"):
        ask(model="claude-tiny", messages=[user("x" * 303)])
    answer = ask(model="claude-tiny", messages=[user("x" * 240)])
    assert (answer.stop_reason, answer.usage.output_tokens) == ("model_context_window_exceeded", 20)


def test_messages_of_one_role_in_a_row_are_one_turn(server: Simulator, ask: Ask) -> None:
    server.change_mind(always(say("Fine.")))
    answer = ask(messages=[user("One."), user("Two."), assistant("Yes."), assistant("And?"), user("Three.")])
    assert [one.text for one in answer.content if one.type == "text"] == [Text("Fine.").text]
