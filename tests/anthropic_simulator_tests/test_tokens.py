"""Tokens: counted alike everywhere, and never more than bytes."""

import json
from typing import Any

from anthropic import Anthropic
from anthropic_simulator.simulator import Simulator
from anthropic_simulator.tokens import beginning, compact, tokens
from anthropic_simulator_tests.conftest import MODEL, Ask, user
from hypothesis import given
from hypothesis import strategies as st

texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts)
def test_a_text_has_no_more_tokens_than_bytes(text: str) -> None:
    assert tokens(text) <= len(text.encode())
    assert (tokens(text) == 0) == (text == "")


@given(texts, st.integers(0, 30))
def test_a_beginning_has_no_more_tokens_than_asked_for(text: str, count: int) -> None:
    assert tokens(beginning(text, count)) <= count
    assert text.startswith(beginning(text, count))


def test_counting_agrees_with_what_is_billed(server: Simulator, client: Anthropic, ask: Ask) -> None:
    fields: Any = {
        "system": [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}],
        "tools": [{"name": "read", "input_schema": {"type": "object", "properties": {}}}],
        "messages": [user("ünïcödé " * 99)],
        "thinking": {"type": "adaptive"},
        "output_config": {"effort": "low"},
    }
    counted = client.messages.count_tokens(model=MODEL, **fields)
    ask(**fields)
    assert counted.input_tokens == server.usage.prompt == server.requests[0].input_tokens
    assert counted.input_tokens == sum(
        tokens(text) for text in (compact(fields["tools"][0]), "Be brief.", "ünïcödé " * 99)
    )
    assert counted.input_tokens < len(json.dumps(fields))
    assert set(server.exchanges[0].body) == {"model", *fields}


def test_counting_is_no_request_for_a_message(server: Simulator, client: Anthropic) -> None:
    client.messages.count_tokens(model=MODEL, messages=[user("Hi.")])
    assert (server.messages, server.requests, server.most_at_once) == ((), (), 0)
