"""The model's pace, several at once, and the end of a server."""

import time
from concurrent.futures import ThreadPoolExecutor

from anthropic import Anthropic, APIConnectionError
from anthropic_simulator.answer import Answer, Text, say
from anthropic_simulator.clock import Clock, Timing
from anthropic_simulator.minds import always
from anthropic_simulator.simulator import running
from anthropic_simulator_tests.conftest import MODEL, Connect, asking, user

PACE = Timing(first=2, rate=80)


def test_an_answer_takes_the_time_to_the_first_token_and_for_its_tokens(connected: Connect) -> None:
    answer = Answer((Text("Fine."),), output_tokens=800)
    server, client = connected(always(answer), clock=Clock(0.01), timing=PACE)
    begun = time.monotonic()
    asking(client)(max_tokens=1_000)
    assert time.monotonic() - begun >= 0.12
    kept = server.messages[0]
    assert kept.first is not None
    assert kept.ended is not None
    assert 2 <= kept.first - kept.received < kept.ended - kept.received
    assert kept.ended - kept.received >= 12


def test_a_stream_comes_piece_by_piece(connected: Connect) -> None:
    answer = Answer((Text("x" * 18_000),), output_tokens=6_000, timing=Timing(rate=100))
    server, client = connected(always(answer), clock=Clock(1))
    with client.messages.create(model=MODEL, max_tokens=9_000, messages=[user("Hi.")], stream=True) as stream:
        seen = next(one for one in stream if one.type == "content_block_delta")
        assert server.messages[0].ended is None, "the whole takes a minute"
    assert seen.delta.type == "text_delta"


def test_requests_are_served_side_by_side(connected: Connect) -> None:
    server, client = connected(always(Answer((Text("Fine."),), timing=Timing(1))), clock=Clock(0.3))
    ask = asking(client)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: ask(), range(8)))
    assert 2 <= server.most_at_once <= 8
    assert sorted(one.number for one in server.requests) == list(range(1, 9))


def test_without_a_scale_nothing_waits(connected: Connect) -> None:
    server, client = connected(always(say("Fine.")), timing=Timing(3_600, 1))
    before = server.clock.now()
    asking(client)()
    assert server.clock.now() == before


def test_a_server_that_ends_keeps_nobody_waiting(sdk: Anthropic) -> None:
    answer = Answer((Text("Fine."),), timing=Timing(60))
    begun = time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        with running(always(answer), clock=Clock(1)) as server:
            waiting = pool.submit(asking(sdk.with_options(base_url=server.url)))
            while not server.messages:
                time.sleep(0.01)
        assert waiting.exception() is None or isinstance(waiting.exception(), APIConnectionError)
    assert time.monotonic() - begun < 20
