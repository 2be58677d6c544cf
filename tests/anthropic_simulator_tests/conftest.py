"""The unmodified SDK against a simulated API, and a strict look at what it was answered."""

import json
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from anthropic import Anthropic
from anthropic.types import Message
from anthropic_simulator.access import KEY
from anthropic_simulator.answer import say
from anthropic_simulator.minds import Mind, always
from anthropic_simulator.simulator import Simulator, running
from pydantic import BaseModel

MODEL = "claude-sonnet-5-5"

Connect = Callable[..., tuple[Simulator, Anthropic]]
"""Runs a server with a mind and settings of the test's own, until its end."""

Ask = Callable[..., Message]
"""Sends a request for a message with some fields, the rest filled in; `extra_body` has what the SDK has no name for."""

Raw = Callable[..., httpx.Response]
"""Posts a body without the SDK, to `/v1/messages` if to nothing else, with the headers given or those that it takes."""

Loose = Any
"""What the SDK's parameters take, which are too many types to be told apart here."""


@pytest.fixture
def server() -> Iterator[Simulator]:
    """Run a server whose mind says "Fine." until another is given."""
    with running(always(say("Fine."))) as started:
        yield started


@pytest.fixture(scope="session")
def sdk() -> Iterator[Anthropic]:
    """Make the SDK's client once: reading its certificates takes longer than a test."""
    with Anthropic(api_key=KEY, base_url="http://127.0.0.1:1", max_retries=0) as made:
        yield made


@pytest.fixture
def client(sdk: Anthropic, server: Simulator) -> Anthropic:
    """Point the SDK's client to the server."""
    return sdk.with_options(base_url=server.url)


@pytest.fixture
def ask(client: Anthropic) -> Ask:
    """Ask for messages."""
    return asking(client)


@pytest.fixture
def raw(server: Simulator) -> Iterator[Raw]:
    """Ask without the SDK."""
    # A context without certificates: reading those takes longer than a test.
    with httpx.Client(base_url=server.url, verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)) as plain:

        def post(body: object, path: str = "/v1/messages", headers: dict[str, str] | None = None) -> httpx.Response:
            taken = {"x-api-key": server.key, "anthropic-version": "2023-06-01"}
            content = body if isinstance(body, bytes) else json.dumps(body)
            return plain.post(path, content=content, headers=taken if headers is None else headers)

        yield post


@pytest.fixture
def connected(sdk: Anthropic) -> Iterator[Connect]:
    """Run servers with minds and settings of the test's own."""
    with ExitStack() as stack:

        def connect(mind: Mind, **settings: Loose) -> tuple[Simulator, Anthropic]:
            server = stack.enter_context(running(mind, **settings))
            return server, sdk.with_options(base_url=server.url)

        yield connect


def asking(client: Anthropic) -> Ask:
    """Make a function that asks for a message, with what every request needs."""

    def ask(**fields: Loose) -> Message:
        needed: dict[str, Any] = {"model": MODEL, "max_tokens": 1_000, "messages": [user("Hello.")]}
        answer = client.messages.create(**(needed | fields))
        assert isinstance(answer, Message)
        return answer

    return ask


def user(content: object) -> Loose:
    """Write a message of the user's."""
    return {"role": "user", "content": content}


def assistant(content: object) -> Loose:
    """Write a message of the model's."""
    return {"role": "assistant", "content": content}


def differences(value: object, path: str = "") -> Iterator[str]:
    """Tell where an object of the SDK lacks a field that its type has, or has one that its type lacks."""
    if isinstance(value, list):
        for index, one in enumerate(value):
            yield from differences(one, f"{path}[{index}]")
    if not isinstance(value, BaseModel):
        return
    type(value).model_validate(value.model_dump(), strict=False)
    yield from (f"{path}.{name}: unknown" for name in value.model_extra or {})
    for name in type(value).model_fields:
        if name not in value.model_fields_set:
            yield f"{path}.{name}: missing"
        yield from differences(getattr(value, name, None), f"{path}.{name}")
