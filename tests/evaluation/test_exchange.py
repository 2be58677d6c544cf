"""What a recording keeps of a request and its answer."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.evaluation.exchange import Response, exchanged, parts_of, scrubbed, whole

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KEY = "sk-" + "ant-" + "api03-" + "madeUp" * 4


def digest(path: str, body: bytes) -> str:
    return whole(parts_of(path, body))


@given(st.dictionaries(st.text(), JSON, max_size=5))
def test_neither_order_nor_white_space_counts(value: dict[str, object]) -> None:
    turned = dict(reversed(value.items()))
    assert digest("/m", json.dumps(value).encode()) == digest("/m", json.dumps(turned, indent=3).encode())


@given(st.dictionaries(st.text(), JSON, max_size=3), st.dictionaries(st.text(), JSON, max_size=3))
def test_other_values_are_another_request(one: dict[str, object], other: dict[str, object]) -> None:
    first, second = (json.dumps(value, sort_keys=True).encode() for value in (one, other))
    assert (digest("/m", first) == digest("/m", second)) == (first == second)


def test_the_path_counts() -> None:
    assert digest("/v1/messages", b"{}") != digest("/v1/messages/count_tokens", b"{}")


@pytest.mark.parametrize("body", [b"", b"no json", b"[1]", b"\xff"])
def test_a_body_that_is_no_object_counts_as_a_whole(body: bytes) -> None:
    assert set(parts_of("/m", body)) == {"path", "the whole request"}
    assert digest("/m", body) != digest("/m", body + b" ")


@pytest.mark.parametrize(
    "secret",
    [
        KEY,
        "ghp_" + "madeUp1234" * 3,
        "github_pat_" + "madeUp1234" * 3,
        "AKIA" + "MADEUP1234567890",
        "eyJ" + "hbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxIn0x" + ".c2lnbmF0dXJl",
        "Bearer " + "madeUp1234" * 3,
    ],
)
def test_a_secret_is_removed_by_its_form(secret: str) -> None:
    assert scrubbed(f'{{"text": "{secret}"}}'.encode()) == b'{"text": "[removed]"}'


def test_what_is_no_secret_stays() -> None:
    text = b'data: {"text": "the bearer of bad news asked for skeleton keys (AKIA)"}'
    assert scrubbed(text) == text


def test_an_exchange_keeps_nothing_of_the_request_and_few_headers() -> None:
    answer = Response(200, (("Content-Type", "text/plain"), ("Set-Cookie", "x=1"), ("Retry-After", "3")), KEY.encode())
    got = exchanged("/v1/messages", json.dumps({"system": KEY}).encode(), answer)
    assert got.answer == Response(200, (("content-type", "text/plain"), ("retry-after", "3")), b"[removed]")
    assert KEY not in repr(got)
    assert set(got.parts) == {"path", "system"}
