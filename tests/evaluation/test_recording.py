"""Recorded traffic: what is answered again, and what is refused by name."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.errors import UsageError
from reviewbot.evaluation.exchange import Exchange, Response, exchanged
from reviewbot.evaluation.recording import dumped, loaded

PATH = "/v1/messages"
ASKED = b'{"model": "m", "system": "Review.", "messages": []}'
ANSWERS = st.builds(
    Response, st.integers(100, 599), st.just((("content-type", "application/json"),)), st.binary(max_size=40)
)


def exchange(body: bytes = ASKED, said: bytes = b"ok") -> Exchange:
    return exchanged(PATH, body, Response(200, (), said))


def refused(body: bytes, *exchanges: Exchange) -> str:
    with pytest.raises(UsageError) as caught:
        loaded(dumped("orders", exchanges, is_live=True), "orders.json").answer(PATH, body)
    return caught.value.message


@given(st.lists(ANSWERS, min_size=1, max_size=4))
def test_answers_come_back_byte_for_byte_in_their_order(answers: list[Response]) -> None:
    replay = loaded(dumped("orders", [exchanged(PATH, ASKED, one) for one in answers], is_live=True), "orders.json")
    assert [replay.answer(PATH, ASKED) for _ in answers] == answers


def test_a_request_is_known_by_what_it_says() -> None:
    replay = loaded(dumped("orders", [exchange()], is_live=True), "orders.json")
    assert replay.answer(PATH, b'{"messages":[],"system":"Review.","model":"m"}').body == b"ok"


def test_the_same_traffic_is_the_same_file_in_whatever_order_it_ran() -> None:
    one, other = exchange(), exchange(b"{}")
    assert dumped("orders", [one, other], is_live=True) == dumped("orders", [other, one], is_live=True)


def test_a_prompt_that_changed_is_refused_by_the_part_that_differs() -> None:
    said = refused(ASKED.replace(b"Review.", b"Review!"), exchange(b"{}"), exchange())
    assert said == "The recording of `orders` does not answer this request: the prompt changed in `system`."


def test_asking_more_often_than_was_recorded_is_refused() -> None:
    replay = loaded(dumped("orders", [exchange()], is_live=True), "orders.json")
    replay.answer(PATH, ASKED)
    with pytest.raises(UsageError, match="fewer answers to a request than it was asked for"):
        replay.answer(PATH, ASKED)


@pytest.mark.parametrize("is_live", [True, False])
def test_a_recording_says_whether_a_model_answered(is_live: bool) -> None:
    assert loaded(dumped("orders", [], is_live=is_live), "orders.json").is_live is is_live


def test_an_empty_recording_answers_nothing() -> None:
    assert refused(ASKED) == "The recording of `orders` is empty."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "[]",
        "[" * 100_000,
        json.dumps({"version": 2, "case": "x", "is_live": True, "exchanges": []}),
        '{"version": 1}',
    ],
    ids=["empty", "cut off", "a list", "deep", "another version", "keys missing"],
)
def test_what_is_no_recording_is_refused_with_its_file(text: str) -> None:
    with pytest.raises(UsageError, match="This is no recording") as caught:
        loaded(text, "orders.json")
    assert str(caught.value.place) == "orders.json"
