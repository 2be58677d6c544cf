"""Errors, garbage and broken connections, as the SDK tells them."""

import json
from typing import Any

import anthropic
import httpx
import pytest
from anthropic import Anthropic, APIConnectionError, APIStatusError, Timeout
from anthropic.types import Message
from anthropic_simulator.answer import Answer, Text, say
from anthropic_simulator.clock import Clock, Timing
from anthropic_simulator.minds import always
from anthropic_simulator.refusal import Failure
from anthropic_simulator.simulator import Simulator
from anthropic_simulator.trouble import (
    Broken,
    Slow,
    Trouble,
    broken_json,
    failed,
    forbidden,
    html,
    overloaded,
    rate_limited,
    spend_limit,
    too_large,
    unauthorised,
    unpaid,
    wrong_shape,
)
from anthropic_simulator_tests.conftest import MODEL, Ask, Connect, Loose, asking, user

LONG = Answer((Text("Fine, " * 99),))
STREAMED: Any = {"model": MODEL, "max_tokens": 1_000, "messages": [user("Hello.")], "stream": True}


@pytest.mark.parametrize(
    ("trouble", "kind", "type_"),
    [
        (rate_limited(), anthropic.RateLimitError, "rate_limit_error"),
        (spend_limit(), anthropic.EnforcedSpendLimitReachedError, "rate_limit_error"),
        (spend_limit("contract_spend_limit_reached"), anthropic.ContractSpendLimitReachedError, "rate_limit_error"),
        (overloaded(), anthropic.OverloadedError, "overloaded_error"),
        (failed(), anthropic.InternalServerError, "api_error"),
        (failed(504), anthropic.GatewayTimeoutError, "timeout_error"),
        (unauthorised(), anthropic.AuthenticationError, "authentication_error"),
        (unpaid(), anthropic.PaymentRequiredError, "billing_error"),
        (forbidden(), anthropic.PermissionDeniedError, "permission_error"),
        (too_large(), anthropic.ContentTooLargeError, "invalid_request_error"),
    ],
    ids=["429", "enforced", "contract", "529", "500", "504", "401", "402", "403", "413"],
)
@pytest.mark.parametrize("is_stream", [False, True], ids=["whole", "streamed"])
def test_a_failure_is_the_error_of_the_sdk(
    server: Simulator, ask: Ask, trouble: Failure, kind: type[APIStatusError], type_: str, is_stream: bool
) -> None:
    server.change_mind(always(trouble))
    with pytest.raises(kind) as caught:
        ask(stream=is_stream)
    assert type(caught.value) is kind
    assert (caught.value.type, caught.value.status_code) == (type_, trouble.status)
    assert (server.messages[0].refused, server.usage.prompt) == (trouble.message, 0)


@pytest.mark.parametrize(("seconds", "header"), [(None, None), (7, "7"), (0.5, "0.5")], ids=str)
def test_a_rate_limit_says_when_to_come_back_or_not(
    server: Simulator, ask: Ask, seconds: float | None, header: str | None
) -> None:
    server.change_mind(always(rate_limited(seconds)))
    with pytest.raises(anthropic.RateLimitError) as caught:
        ask()
    assert caught.value.response.headers.get("retry-after") == header


def test_broken_json_is_not_the_errors_of_the_sdk(server: Simulator, ask: Ask) -> None:
    server.change_mind(always(broken_json()))
    with pytest.raises(json.JSONDecodeError):
        ask()


def test_a_page_is_a_text(server: Simulator, client: Anthropic) -> None:
    server.change_mind(always(html()))
    answer: Loose = client.messages.create(model=MODEL, max_tokens=9, messages=[user("Hi.")])
    assert answer == "<!doctype html><title>Sign in</title>"


def test_another_shape_is_a_message_of_nothing(server: Simulator, ask: Ask) -> None:
    server.change_mind(always(wrong_shape()))
    answer: Loose = ask()
    assert isinstance(answer, Message)
    assert [getattr(answer, name) for name in ("content", "stop_reason", "usage")] == [None] * 3


@pytest.mark.parametrize("share", [None, 0.0, 0.5], ids=["before", "after the head", "in the body"])
def test_a_lost_connection_is_billed_all_the_same(server: Simulator, ask: Ask, share: float | None) -> None:
    server.change_mind(always(Broken(LONG, share)))
    with pytest.raises(APIConnectionError):
        ask()
    assert (server.usage.output, server.usage.prompt) == (198, 2)
    assert server.messages[0].status == (0 if share is None else 200)


@pytest.mark.parametrize("share", [0.0, 0.5], ids=str)
def test_half_a_body_arrives(server: Simulator, share: float) -> None:
    server.change_mind(always(Broken(LONG, share)))
    pieces: list[bytes] = []
    body = {"model": MODEL, "max_tokens": 1_000, "messages": [user("Hello.")]}
    headers = {"x-api-key": server.key, "anthropic-version": "2026-10-21"}
    with (
        httpx.stream("POST", f"{server.url}/v1/messages", json=body, headers=headers) as answer,
        pytest.raises(httpx.RemoteProtocolError),
    ):
        pieces.extend(answer.iter_bytes())
    arrived = b"".join(pieces)
    assert arrived.startswith(b'{"id":"msg_') == (share > 0)
    assert b'"usage"' not in arrived


def test_a_stream_may_break_off(server: Simulator, client: Anthropic) -> None:
    server.change_mind(always(Broken(LONG, 0.5)))
    events: list[object] = []
    with pytest.raises(Exception, match=r"incomplete|closed") as caught:
        events.extend(client.messages.create(**STREAMED))
    assert not isinstance(caught.value, APIStatusError)


def test_a_stream_may_end_with_an_error(server: Simulator, client: Anthropic) -> None:
    server.change_mind(always(Broken(LONG, 0.5, overloaded())))
    seen: list[str] = []
    with pytest.raises(APIStatusError) as caught:
        seen.extend(one.type for one in client.messages.create(**STREAMED))
    assert caught.value.type == "overloaded_error"
    assert (seen[0], seen[-1]) == ("message_start", "content_block_delta")


def test_the_next_request_finds_the_server_well(server: Simulator, ask: Ask) -> None:
    server.change_mind(lambda request: Broken(LONG) if request.number == 1 else say("Fine."))
    with pytest.raises(APIConnectionError):
        ask()
    assert ask().stop_reason == "end_turn"


@pytest.mark.parametrize(
    "trouble",
    [Slow(LONG, seconds=60), Answer(LONG.blocks, timing=Timing(first=60)), Broken(Answer((), timing=Timing(60)), None)],
    ids=["drips", "thinks long", "is silent"],
)
def test_a_caller_may_lose_patience(connected: Connect, trouble: Trouble | Answer) -> None:
    _, client = connected(always(trouble), clock=Clock(1))
    with pytest.raises(APIConnectionError):
        client.messages.create(
            model=MODEL, max_tokens=999, messages=[user("Hi.")], timeout=Timeout(0.2, connect=5, pool=5)
        )


def test_a_slow_body_arrives_whole(connected: Connect) -> None:
    server, client = connected(always(Slow(LONG, seconds=60)), clock=Clock(0.001))
    assert asking(client)().stop_reason == "end_turn"
    kept = server.messages[0]
    assert kept.ended is not None
    assert kept.ended - kept.received >= 60
    with client.messages.create(**STREAMED) as stream:
        assert [one.type for one in stream][-1] == "message_stop"
