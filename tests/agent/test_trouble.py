"""Test what the vendor's errors mean: whom they concern, whether to try again, whether they were paid."""

import httpx2
import pytest
from anthropic import AnthropicError, APIConnectionError, APITimeoutError, IdentityTokenFileError
from anthropic_simulator.minds import always
from anthropic_simulator.refusal import Failure
from anthropic_simulator.trouble import (
    Garbage,
    failed,
    forbidden,
    overloaded,
    rate_limited,
    spend_limit,
    too_large,
    unauthorised,
    unpaid,
)
from anthropic_simulator.trouble import Trouble as Failing
from support.agent import Meet, call

from reviewbot.agent.call import Trouble
from reviewbot.agent.trouble import no_answer, trouble
from reviewbot.domain.chunk import Gap

REQUEST = httpx2.Request("POST", "http://127.0.0.1/v1/messages")


def met(meet: Meet, failing: Failing) -> Trouble:
    """Ask once, and insist on trouble."""
    got = meet(always(failing)).client.send(call())
    assert isinstance(got, Trouble), got
    return got


def because(error: APIConnectionError, cause: Exception) -> APIConnectionError:
    """Give an error its cause, as the vendor's client does."""
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("failing", "gap"),
    [
        (unauthorised(), Gap.UNAUTHORISED),
        (forbidden(), Gap.UNAUTHORISED),
        (unpaid(), Gap.SPEND_LIMIT),
        (spend_limit(), Gap.SPEND_LIMIT),
        (spend_limit("contract_spend_limit_reached"), Gap.SPEND_LIMIT),
        (Failure(429, "On hold.", "organization_on_hold"), Gap.SPEND_LIMIT),
        (Failure(404, "model: claude-opus-4"), Gap.NO_MODEL),
    ],
    ids=["401", "403", "402", "enforced limit", "contract's limit", "on hold", "404"],
)
def test_what_every_call_would_meet_is_everywhere(meet: Meet, failing: Failure, gap: Gap) -> None:
    got = met(meet, failing)
    assert (got.gap, got.is_everywhere, got.is_passing, got.is_lost) == (gap, True, False, False)
    assert got.message == failing.message


@pytest.mark.parametrize(
    ("failing", "gap", "is_lost"),
    [
        (rate_limited(), Gap.OVERLOADED, False),
        (overloaded(), Gap.OVERLOADED, False),
        (Failure(408, "Slow."), Gap.UNREACHABLE, False),
        (Failure(409, "Twice."), Gap.UNREACHABLE, False),
        (failed(500), Gap.UNREACHABLE, False),
        (failed(503), Gap.UNREACHABLE, False),
        (failed(502), Gap.UNREACHABLE, True),
        (failed(504), Gap.UNREACHABLE, True),
        (Garbage(b"<h1>Web server is down</h1>", "text/html", 521), Gap.UNREACHABLE, True),
        (Garbage(b"<h1>A timeout occurred</h1>", "text/html", 524), Gap.UNREACHABLE, True),
    ],
    ids=["429", "529", "408", "409", "500", "503", "502", "504", "521", "524"],
)
def test_what_may_pass_is_tried_again(meet: Meet, failing: Failing, gap: Gap, is_lost: bool) -> None:
    got = met(meet, failing)
    assert (got.gap, got.is_passing, got.is_everywhere, got.is_lost) == (gap, True, False, is_lost)


@pytest.mark.parametrize(
    ("failing", "gap"),
    [
        (too_large(), Gap.TOO_LONG),
        (Failure(400, "prompt is too long: 1000001 tokens > 1000000 maximum"), Gap.TOO_LONG),
        (Failure(400, "messages: at least one message is required"), Gap.REJECTED),
        (Garbage(b'{"error": {"type": "invalid_request_error", "message": "No."}}', status=422), Gap.REJECTED),
        (Garbage(b"<h1>Bad request</h1>", "text/html", 400), Gap.REJECTED),
        (Garbage(b'{"error": {"message": ["not", "text"], "type": ["list"]}}', status=400), Gap.REJECTED),
        (Garbage(b'{"error": {"message": 5, "type": {}, "details": 7}}', status=413), Gap.TOO_LONG),
    ],
    ids=["413", "400 too long", "400", "422", "page", "no words", "no words, 413"],
)
def test_what_is_wrong_with_one_request_concerns_it_alone(meet: Meet, failing: Failing, gap: Gap) -> None:
    got = met(meet, failing)
    assert (got.gap, got.is_passing, got.is_everywhere, got.is_lost) == (gap, False, False, False)


def test_a_prompt_that_is_too_long_for_the_model_is_told_so_by_the_real_check(meet: Meet) -> None:
    got = meet(always(overloaded())).client.send(call(system="x" * 3_100_000))
    assert isinstance(got, Trouble)
    assert got.gap is Gap.TOO_LONG


@pytest.mark.parametrize(
    ("header", "seconds"),
    [(None, None), ("7", 7.0), ("0.5", 0.5), ("-3", 0.0), ("nan", 0.0), ("Wed, 21 Oct 2026 07:28:00 GMT", None)],
    ids=str,
)
def test_an_answer_may_say_how_long_to_wait(meet: Meet, header: str | None, seconds: float | None) -> None:
    headers = {} if header is None else {"retry-after": header}
    assert met(meet, Failure(429, "Slow down.", headers=headers)).wait == seconds


@pytest.mark.parametrize(
    ("error", "is_begun", "is_lost"),
    [
        (because(APIConnectionError(request=REQUEST), httpx2.ConnectError("refused")), False, False),
        (because(APITimeoutError(request=REQUEST), httpx2.ConnectTimeout("slow")), False, False),
        (because(APIConnectionError(request=REQUEST), httpx2.ReadError("reset")), False, True),
        (because(APITimeoutError(request=REQUEST), httpx2.ReadTimeout("silent")), False, True),
        (APIConnectionError(request=REQUEST), False, True),
        (because(APIConnectionError(request=REQUEST), httpx2.ConnectError("refused")), True, True),
    ],
    ids=["refused", "no connection in time", "reset", "silent", "nobody knows", "in the middle"],
)
def test_only_where_nobody_was_reached_is_nothing_paid(
    error: APIConnectionError, is_begun: bool, is_lost: bool
) -> None:
    got = trouble(error, is_begun=is_begun)
    assert (got.gap, got.is_passing, got.is_lost, got.is_everywhere) == (Gap.UNREACHABLE, True, is_lost, False)


@pytest.mark.parametrize(
    "error", [AnthropicError("no"), IdentityTokenFileError("There is no such file.")], ids=["any", "no identity"]
)
def test_without_an_identity_no_call_can_be_made(error: AnthropicError) -> None:
    got = trouble(error, is_begun=False)
    assert (got.gap, got.is_everywhere, got.message) == (Gap.UNAUTHORISED, True, str(error))


def test_what_is_no_answer_is_told_briefly() -> None:
    assert no_answer(TypeError("x" * 1_000)).message.startswith("TypeError: xxx")
    assert len(no_answer(TypeError("x" * 1_000)).message) <= 300


def test_what_took_too_long_says_so() -> None:
    assert no_answer(TimeoutError()).message == "took too long"


def test_a_key_that_no_header_can_hold_is_not_repeated() -> None:
    error = because(APIConnectionError(request=REQUEST), httpx2.LocalProtocolError("Illegal header value b'sk-1\\n'"))
    got = trouble(error, is_begun=False)
    assert (got.gap, got.is_everywhere, got.is_lost) == (Gap.UNAUTHORISED, True, False)
    assert "sk-1" not in got.message


def test_an_address_that_is_none_costs_nothing() -> None:
    got = trouble(because(APIConnectionError(request=REQUEST), httpx2.UnsupportedProtocol("no")), is_begun=False)
    assert (got.gap, got.is_everywhere, got.is_lost) == (Gap.UNREACHABLE, True, False)
