"""Test the door to the model: what goes out, what comes back, and that nothing but an answer or a trouble does."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from threading import Event, Thread
from time import sleep

import httpx2
import pytest
from anthropic import Anthropic, AnthropicBedrock
from anthropic_simulator.answer import Answer, Redacted, Text, Thinking, refuse, say, use
from anthropic_simulator.answer import Call as ToolCall
from anthropic_simulator.clock import Clock, Timing
from anthropic_simulator.minds import always, in_order
from anthropic_simulator.simulator import running
from anthropic_simulator.trouble import Broken, Garbage, Slow, broken_json, html, overloaded, wrong_shape
from anthropic_simulator.trouble import Trouble as Failing
from hypothesis import given, settings
from hypothesis import strategies as st
from support.agent import READ_LINES, Loose, Meet, call, reviewed

from reviewbot.agent.call import Answer as Answered
from reviewbot.agent.call import Result, Stop, Told, Trouble
from reviewbot.agent.client import Client
from reviewbot.domain.chunk import Gap

MISSHAPEN = pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
"""The SDK's own remark on what it passes on all the same."""

LOOK = ToolCall("read_lines", {"path": "a.py"})


def answered(meet: Meet, answer: Answer, **fields: Loose) -> Answered:
    """Ask once, and insist on an answer."""
    got = meet(always(answer)).client.send(call(**fields))
    assert isinstance(got, Answered), got
    return got


def streamed(*events: object) -> Garbage:
    """Answer with a stream of events that nobody checked."""
    rows = [f"event: {one.get('type')}\ndata: {json.dumps(one)}\n\n" for one in events if isinstance(one, dict)]
    return Garbage("".join(rows).encode(), "text/event-stream")


def started(**fields: Loose) -> dict[str, object]:
    """Write the beginning of a stream."""
    usage = {"input_tokens": 10, "output_tokens": 1}
    plain = {"id": "m", "type": "message", "role": "assistant", "model": "x", "content": [], "usage": usage}
    return {"type": "message_start", "message": plain | {"stop_reason": None} | fields}


def ended(reason: object = "end_turn", tokens: object = 5) -> dict[str, object]:
    """Write the end of a stream."""
    return {"type": "message_delta", "delta": {"stop_reason": reason}, "usage": {"output_tokens": tokens}}


def answering(body: bytes, kind: str) -> httpx2.Client:
    """Make a client that gets these bytes, whatever it asks."""
    headers = {"content-type": kind}
    return httpx2.Client(transport=httpx2.MockTransport(lambda _: httpx2.Response(200, content=body, headers=headers)))


@contextmanager
def pinging() -> Iterator[str]:
    """Run a server that answers with pings, as long as anybody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection, suppress(OSError):
                connection.recv(1_000_000)
                connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n")
                while True:
                    connection.sendall(b'event: ping\ndata: {"type": "ping"}\n\n')
                    sleep(0.01)

        thread = Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        thread.join(10)


def test_an_answer_comes_with_its_text_and_what_it_cost(meet: Meet) -> None:
    met = meet(always(reviewed()))
    got = met.client.send(call())
    assert isinstance(got, Answered)
    billed = met.server.usage
    assert got.stop is Stop.DONE
    assert json.loads(got.text)["candidates"] == []
    assert (got.usage.input, got.usage.output) == (billed.input, billed.output)
    assert (got.usage.cache_write, got.usage.cache_read) == (billed.written_5m, billed.read)


def test_a_request_says_no_more_than_current_models_take(meet: Meet) -> None:
    met = meet(always(reviewed()))
    met.client.send(call(tools=(READ_LINES,)))
    (request,) = met.server.requests
    assert set(request.body) == {
        "model", "max_tokens", "system", "messages", "tools", "tool_choice", "output_config", "stream",
    }  # fmt: skip
    assert (request.effort, request.max_tokens, request.is_stream) == ("low", 2_000, True)
    assert list(request.tools) == ["read_lines"]


def test_without_look_ups_neither_tools_nor_a_choice_are_sent(meet: Meet) -> None:
    met = meet(always(reviewed()))
    met.client.send(call())
    assert not {"tools", "tool_choice"} & set(met.server.requests[0].body)


def test_after_the_last_look_up_the_tools_stay_and_must_not_be_used(meet: Meet) -> None:
    met = meet(always(reviewed()))
    met.client.send(call(tools=(READ_LINES,), may_look_up=False))
    (request,) = met.server.requests
    assert (request.tool_choice, list(request.tools)) == ("none", ["read_lines"])


@pytest.mark.parametrize(("may_look_up", "markers"), [(True, 2), (False, 1)], ids=["more may follow", "the last"])
def test_what_nobody_will_read_again_is_not_written_to_the_cache(meet: Meet, may_look_up: bool, markers: int) -> None:
    met = meet(always(reviewed()))
    met.client.send(call(tools=(READ_LINES,), may_look_up=may_look_up))
    assert json.dumps(met.server.requests[0].body).count("cache_control") == markers


def test_the_model_says_when_it_has_read_the_prompt(meet: Meet) -> None:
    was_read = Event()
    meet(always(reviewed())).client.send(call(), was_read.set)
    assert was_read.is_set()


@pytest.mark.parametrize(
    ("answer", "stop"),
    [
        (Answer((Text("Fine."),), "end_turn", is_malformed=True), Stop.DONE),
        (Answer((Text("Fine."),), "stop_sequence"), Stop.DONE),
        (Answer((Text("Fine."),), "tool_use"), Stop.DONE),
        (use(LOOK), Stop.LOOK_UP),
        (Answer((LOOK,), "end_turn"), Stop.LOOK_UP),
        (Answer((Text("Fi"),), "max_tokens"), Stop.CUT_OFF),
        (Answer((LOOK,), "max_tokens"), Stop.CUT_OFF),
        (Answer((Text("Fi"),), "pause_turn"), Stop.CUT_OFF),
        (Answer((Text("Fi"),), "tired_of_it"), Stop.CUT_OFF),
        (Answer((Text("Fi"),), "model_context_window_exceeded"), Stop.TOO_LONG),
        (refuse(), Stop.REFUSED),
    ],
    ids=["end", "sequence", "look-up of nothing", "look-up", "end with a look-up", "limit", "limit in a look-up",
         "pause", "unknown", "window", "refusal"],
)  # fmt: skip
def test_why_the_model_stopped_is_told_in_our_words(meet: Meet, answer: Answer, stop: Stop) -> None:
    assert answered(meet, answer, tools=(READ_LINES,)).stop is stop


@pytest.mark.parametrize(("category", "detail"), [("cyber", "cyber"), (None, "")], ids=["named", "unnamed"])
def test_a_refusal_says_of_which_kind_it_is(meet: Meet, category: str | None, detail: str) -> None:
    assert answered(meet, refuse(category)).detail == detail


def test_thinking_goes_back_as_it_came(meet: Meet) -> None:
    thoughts = (Thinking("Where is it called?"), Redacted("dark"), Text("I look."), LOOK)
    met = meet(in_order(Answer(thoughts, "tool_use"), reviewed()))
    asked = call(tools=(READ_LINES,))
    first = met.client.send(asked)
    assert isinstance(first, Answered)
    told = Told((Result(first.look_ups[0].id, "12 x = 1", is_error=False),))
    # The server refuses thinking that was altered, left out or moved.
    second = met.client.send(replace(asked, turns=(*asked.turns, first.said, told)))
    assert isinstance(second, Answered), second
    sent = met.server.requests[1].body["messages"]
    assert isinstance(sent, list)
    assert [block["type"] for block in sent[1]["content"]] == ["thinking", "redacted_thinking", "text", "tool_use"]


def test_blank_text_does_not_go_back(meet: Meet) -> None:
    met = meet(always(Answer((Text("\n\n"), LOOK), "tool_use")))
    got = met.client.send(call(tools=(READ_LINES,)))
    assert isinstance(got, Answered)
    assert [block["type"] for block in got.said.blocks] == ["tool_use"]


def test_an_error_of_a_look_up_is_told_as_one(meet: Meet) -> None:
    met = meet(in_order(use(LOOK), reviewed()))
    asked = call(tools=(READ_LINES,))
    first = met.client.send(asked)
    assert isinstance(first, Answered)
    told = Told((Result(first.look_ups[0].id, "No such file.", is_error=True),), "Answer now.")
    met.client.send(replace(asked, turns=(*asked.turns, first.said, told)))
    request = met.server.requests[1]
    assert [(one.text, one.is_error) for one in request.results] == [("No such file.", True)]
    assert request.last.endswith("Answer now.")


@MISSHAPEN
@pytest.mark.parametrize(
    "failing",
    [
        html(),
        broken_json(),
        wrong_shape(),
        Garbage(b"", "text/event-stream"),
        Garbage(b"data: {\n\nevent: message_start\ndata: {nonsense\n\n", "text/event-stream"),
        Garbage(b"event: message_start\ndata: 7\n\n", "text/event-stream"),
        streamed(ended()),
        streamed(started()),
        streamed(started(usage=None), ended()),
        streamed(started(usage={"input_tokens": "many", "output_tokens": 1}), ended()),
        streamed(started(usage={"input_tokens": -5, "output_tokens": 1}), ended()),
        streamed(started(usage={"input_tokens": 5, "output_tokens": 1}), ended(tokens=1.5)),
        streamed(started(content=None), ended()),
        streamed(started(content=[{"no": "type"}]), ended()),
        streamed(started(content=[{"type": "text", "text": None}]), ended()),
        streamed(started(content=[{"type": "tool_use", "id": None, "name": "read", "input": {}}]), ended()),
        streamed(started(), ended(reason=["end_turn"])),
        streamed(started(), {"type": "content_block_delta", "index": 7, "delta": {"type": "text_delta", "text": "x"}}),
        streamed(started(), {"type": "content_block_start", "index": 0, "content_block": None}),
        Garbage(b"[" * 100_000, "application/json"),
        Garbage(b"event: message_start\ndata: " + b"[" * 100_000 + b"\n\n", "text/event-stream"),
    ],
    ids=["page", "broken JSON", "wrong shape", "empty stream", "no JSON in it", "a number", "no beginning", "no end",
         "no usage", "usage of words", "negative usage", "half a token", "no content", "no type", "no text", "no id",
         "a list of reasons", "a block too far", "no block", "deep", "deep stream"],
)  # fmt: skip
def test_what_is_no_answer_is_trouble_that_may_have_been_paid(meet: Meet, failing: Failing) -> None:
    got = meet(always(failing)).client.send(call())
    assert isinstance(got, Trouble)
    assert (got.gap, got.is_passing, got.is_lost, got.is_everywhere) == (Gap.UNREACHABLE, True, True, False)


@pytest.mark.parametrize("share", [None, 0.0, 0.5], ids=["without a byte", "at once", "half-way"])
def test_a_connection_that_is_lost_may_have_been_paid(meet: Meet, share: float | None) -> None:
    got = meet(always(Broken(reviewed(), share))).client.send(call())
    assert isinstance(got, Trouble)
    assert (got.gap, got.is_passing, got.is_lost) == (Gap.UNREACHABLE, True, True)


def test_an_error_in_the_middle_of_an_answer_is_paid(meet: Meet) -> None:
    was_read = Event()
    got = meet(always(Broken(reviewed(), 0.5, overloaded()))).client.send(call(), was_read.set)
    assert isinstance(got, Trouble)
    assert (got.gap, got.is_passing, got.is_lost) == (Gap.OVERLOADED, True, True)
    assert was_read.is_set()


def test_a_refused_connection_costs_nothing(sdk: Anthropic) -> None:
    got = Client(sdk.with_options(base_url="http://127.0.0.1:1")).send(call())
    assert isinstance(got, Trouble)
    assert (got.gap, got.is_passing, got.is_lost) == (Gap.UNREACHABLE, True, False)


@pytest.mark.parametrize(
    "failing",
    [
        Slow(say("slow " * 400, is_malformed=True), seconds=30),
        Answer((Text("late"),), timing=Timing(first=30), is_malformed=True),
    ],
    ids=["drips", "is silent"],
)
def test_an_answer_has_a_deadline(sdk: Anthropic, failing: Failing | Answer) -> None:
    with running(always(failing), clock=Clock(1)) as server:
        got = Client(sdk.with_options(base_url=server.url), seconds=0.3).send(call())
    assert isinstance(got, Trouble)
    assert (got.gap, got.is_passing, got.is_lost) == (Gap.UNREACHABLE, True, True)


def test_pings_alone_do_not_keep_a_connection_open(sdk: Anthropic) -> None:
    with pinging() as url:
        got = Client(sdk.with_options(base_url=url), seconds=0.3).send(call())
    assert isinstance(got, Trouble)
    assert (got.message, got.is_lost) == ("took too long", True)


def test_a_provider_counts_all_that_is_asked(meet: Meet) -> None:
    met = meet(always(reviewed()))
    asked = call(tools=(READ_LINES,))
    met.client.send(asked)
    assert met.client.count(asked) == met.server.usage.prompt


def test_nobody_counts_where_counting_fails(sdk: Anthropic, meet: Meet) -> None:
    assert Client(sdk.with_options(base_url="http://127.0.0.1:1")).count(call()) is None
    assert meet(always(reviewed())).client.count(call(model="claude-unheard-of")) is None


@pytest.mark.parametrize(
    "body",
    [b"<!doctype html>", b"{}", b'{"input_tokens": "9"}', b'{"input_tokens": 0}', b'{"input', b"[]"],
    ids=["page", "nothing", "word", "zero", "broken", "list"],
)
def test_a_count_that_is_none_is_not_believed(sdk: Anthropic, body: bytes) -> None:
    kind = "text/html" if body.startswith(b"<") else "application/json"
    with answering(body, kind) as web:
        assert Client(sdk.with_options(http_client=web)).count(call()) is None


def test_amazon_counts_nothing() -> None:
    with AnthropicBedrock(aws_region="eu-west-1", api_key="k", max_retries=0) as sdk:
        assert Client(sdk).count(call()) is None


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
_WORDS = st.sampled_from(
    ["type", "message", "content", "usage", "stop_reason", "delta", "index", "content_block", "id", "name", "input",
     "input_tokens", "output_tokens", "stop_details", "text", "error"]
)  # fmt: skip
_KINDS = st.sampled_from(
    ["message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta",
     "message_stop", "error", "ping", "text", "tool_use", "thinking"]
)  # fmt: skip
_EVENTS = st.recursive(
    _VALUES | _KINDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=6),
    max_leaves=12,
)


@MISSHAPEN
@settings(max_examples=60)
@given(st.lists(st.tuples(_KINDS, _EVENTS | st.just(started()) | st.just(ended())), max_size=6), st.booleans())
def test_whatever_is_streamed_is_an_answer_or_trouble(
    sdk: Anthropic, rows: list[tuple[str, object]], begins: bool
) -> None:
    rows = [("message_start", started()), *rows] if begins else rows
    body = "".join(f"event: {kind}\ndata: {json.dumps(value)}\n\n" for kind, value in rows).encode()
    with answering(body, "text/event-stream") as web:
        got = Client(sdk.with_options(http_client=web)).send(call())
    assert isinstance(got, Answered | Trouble)
    if isinstance(got, Answered):
        assert min(got.usage.input, got.usage.output, got.usage.cache_write, got.usage.cache_read) >= 0


@settings(max_examples=60)
@given(st.binary(max_size=200), st.sampled_from(["text/event-stream", "application/json", "", "text/html"]))
def test_whatever_bytes_arrive_are_trouble(sdk: Anthropic, body: bytes, kind: str) -> None:
    with answering(body, kind) as web:
        assert isinstance(Client(sdk.with_options(http_client=web)).send(call()), Trouble)
