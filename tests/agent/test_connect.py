"""Test whom a run connects to, and that a model which is not there is found before anything is paid."""

import sys
from importlib.util import find_spec
from pathlib import Path

import httpx2
import pytest
from anthropic import Anthropic, AnthropicBedrock
from anthropic_simulator.minds import always
from anthropic_simulator.simulator import running
from support.agent import Meet, call, reviewed

from reviewbot.agent.call import Answer, Trouble
from reviewbot.agent.client import Client
from reviewbot.agent.connect import connected, is_bedrock_installed, missing
from reviewbot.domain.chunk import Gap
from reviewbot.errors import UsageError

_NAMES = (
    "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL", "ANTHROPIC_IDENTITY_TOKEN_FILE",
    "ANTHROPIC_IDENTITY_TOKEN", "ANTHROPIC_FEDERATION_RULE_ID", "ANTHROPIC_ORGANIZATION_ID", "ANTHROPIC_PROFILE",
)  # fmt: skip


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Begin with an environment that knows no key."""
    for name in _NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return monkeypatch


def test_a_connection_is_made_by_what_the_environment_says(environment: pytest.MonkeyPatch) -> None:
    with running(always(reviewed())) as server:
        for name, value in server.environment().items():
            environment.setenv(name, value)
        with connected(is_bedrock=False) as sdk:
            assert sdk.max_retries == 0
            assert isinstance(Client(sdk).send(call()), Answer)


def test_a_job_without_a_key_is_known_by_its_identity(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with running(always(reviewed())) as server:
        token = tmp_path / "token"
        token.write_text(server.access.identity_token())
        environment.setenv("ANTHROPIC_BASE_URL", server.url)
        environment.setenv("ANTHROPIC_IDENTITY_TOKEN_FILE", str(token))
        environment.setenv("ANTHROPIC_FEDERATION_RULE_ID", server.access.federation.rule)
        environment.setenv("ANTHROPIC_ORGANIZATION_ID", server.access.federation.organization)
        with connected(is_bedrock=False) as sdk:
            assert isinstance(Client(sdk).send(call()), Answer)


def test_an_identity_that_nobody_takes_is_everywhere(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with running(always(reviewed())) as server:
        token = tmp_path / "token"
        token.write_text("made up")
        environment.setenv("ANTHROPIC_BASE_URL", server.url)
        environment.setenv("ANTHROPIC_IDENTITY_TOKEN_FILE", str(token))
        environment.setenv("ANTHROPIC_FEDERATION_RULE_ID", server.access.federation.rule)
        environment.setenv("ANTHROPIC_ORGANIZATION_ID", server.access.federation.organization)
        with connected(is_bedrock=False) as sdk:
            got = Client(sdk).send(call())
    assert isinstance(got, Trouble)
    assert (got.gap, got.is_everywhere) == (Gap.UNAUTHORISED, True)


def test_amazon_needs_an_extra(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("AWS_REGION", "eu-west-1")
    with pytest.raises(UsageError) as caught:
        connected(is_bedrock=True, is_installed=lambda: False)
    assert "reviewbot[bedrock]" in caught.value.hint
    with connected(is_bedrock=True, is_installed=lambda: True) as sdk:
        assert isinstance(sdk, AnthropicBedrock)
        assert sdk.max_retries == 0


def test_the_extra_is_looked_for_and_not_loaded() -> None:
    assert is_bedrock_installed() is (find_spec("boto3") is not None)
    assert "boto3" not in sys.modules


def test_models_that_are_there_are_not_missing(meet: Meet, sdk: Anthropic) -> None:
    met = meet(always(reviewed()))
    asked = ("claude-sonnet-5-5", "claude-haiku-5-5", "claude-sonnet-5-5", "claude-sonnet-4-5")
    assert list(missing(asked, sdk.with_options(base_url=met.server.url))) == []
    assert len(met.server.exchanges) == 3


def test_models_that_are_not_there_are_named(meet: Meet, sdk: Anthropic) -> None:
    met = meet(always(reviewed()))
    asked = ("claude-unheard-of", "claude-sonnet-5-5", "claude-opus-4")
    assert list(missing(asked, sdk.with_options(base_url=met.server.url))) == [
        "There is no model `claude-unheard-of` for this key.",
        "The model `claude-opus-4` is retired.",
    ]
    assert met.server.messages == ()


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (401, b'{"error": {"type": "authentication_error"}}', "application/json"),
        (404, b'{"error": {"type": "not_found_error", "message": "File Not Found"}}', "application/json"),
        (500, b"", "text/html"),
        (200, b"<!doctype html>", "text/html"),
        (200, b"{}", "application/json"),
        (200, b"{", "application/json"),
        (200, b"[]", "application/json"),
    ],
    ids=["401", "no list of models", "500", "page", "nothing", "broken", "list"],
)
def test_other_trouble_is_left_to_the_first_call(sdk: Anthropic, status: int, body: bytes, kind: str) -> None:
    headers = {"content-type": kind}
    transport = httpx2.MockTransport(lambda _: httpx2.Response(status, content=body, headers=headers))
    with httpx2.Client(transport=transport) as web:
        assert list(missing(["claude-sonnet-5-5"], sdk.with_options(http_client=web))) == []


def test_nobody_there_is_left_to_the_first_call_too(sdk: Anthropic, environment: pytest.MonkeyPatch) -> None:
    assert list(missing(["claude-sonnet-5-5"], sdk)) == []
    environment.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:1")
    with connected(is_bedrock=False) as keyless:
        assert list(missing(["claude-sonnet-5-5"], keyless)) == []


def test_amazon_tells_of_no_model() -> None:
    with AnthropicBedrock(aws_region="eu-west-1", api_key="k", max_retries=0) as sdk:
        assert list(missing(["anthropic.claude-unheard-of"], sdk)) == []
