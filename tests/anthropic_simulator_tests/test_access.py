"""Who may ask: keys, versions, and GitHub's identity tokens exchanged for access tokens."""

from pathlib import Path

import pytest
from anthropic import Anthropic, AuthenticationError, WorkloadIdentityError
from anthropic_simulator.access import KEY
from anthropic_simulator.simulator import Simulator
from anthropic_simulator_tests.conftest import MODEL, Loose, Raw, asking, user

VERSION = {"anthropic-version": "2026-10-21"}
BODY = {"model": MODEL, "max_tokens": 9, "messages": [user("Hi.")]}


@pytest.mark.parametrize(
    ("headers", "status", "message"),
    [
        (VERSION | {"x-api-key": KEY}, 200, None),
        (VERSION | {"authorization": f"Bearer {KEY}"}, 200, None),
        (VERSION, 401, "x-api-key header is required"),
        (VERSION | {"x-api-key": "sk-other"}, 401, "invalid x-api-key"),
        (VERSION | {"authorization": "Bearer sk-other"}, 401, "Invalid bearer token"),
        ({"x-api-key": KEY}, 400, "anthropic-version: header is required"),
        ({"x-api-key": KEY, "anthropic-version": "1"}, 400, 'anthropic-version: "1" is not a valid version'),
    ],
    ids=["key", "bearer", "nothing", "wrong key", "wrong bearer", "no version", "wrong version"],
)
def test_the_door(raw: Raw, headers: dict[str, str], status: int, message: str | None) -> None:
    answer = raw(BODY, headers=headers)
    assert (answer.status_code, answer.json().get("error", {}).get("message")) == (status, message)


def test_the_sdk_finds_the_server_by_the_environment(server: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in server.environment().items():
        monkeypatch.setenv(name, value)
    with Anthropic(max_retries=0) as client:
        assert asking(client)().stop_reason == "end_turn"


def test_a_wrong_key_is_the_error_of_the_sdk(server: Simulator) -> None:
    with (
        Anthropic(api_key="sk-other", base_url=server.url, max_retries=0) as client,
        pytest.raises(AuthenticationError),
    ):
        asking(client)()


@pytest.fixture
def keyless(server: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set the environment up as a GitHub job's with `id-token: write`, and give the file of its token."""
    file = tmp_path / "token"
    file.write_text(server.access.identity_token())
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_WORKSPACE_ID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ANTHROPIC_CONFIG_DIR", str(tmp_path / "none"))
    monkeypatch.setenv("ANTHROPIC_BASE_URL", server.url)
    monkeypatch.setenv("ANTHROPIC_IDENTITY_TOKEN_FILE", str(file))
    monkeypatch.setenv("ANTHROPIC_FEDERATION_RULE_ID", server.access.federation.rule)
    monkeypatch.setenv("ANTHROPIC_ORGANIZATION_ID", server.access.federation.organization)
    return file


def test_an_identity_token_is_exchanged_once_for_an_access_token(keyless: Path, server: Simulator) -> None:
    with Anthropic(max_retries=0) as client:
        ask = asking(client)
        ask()
        ask()
    assert [one.path for one in server.exchanges] == ["/v1/oauth/token", "/v1/messages", "/v1/messages"]
    assert server.exchanges[0].body["assertion"] == keyless.read_text()
    assert server.messages[0].headers["authorization"].startswith("Bearer sk-ant-oat01-")


def test_an_access_token_ends(keyless: Path, server: Simulator) -> None:
    with Anthropic(max_retries=0) as client:
        ask = asking(client)
        ask()
        server.access.expire_tokens()
        with pytest.raises(AuthenticationError):
            ask()


@pytest.mark.parametrize(
    ("token", "sentence"),
    [
        (lambda access: access.identity_token(seconds=-1), "has expired"),
        (lambda access: access.identity_token(subject="repo:mallory/shop:pull_request"), "does not match"),
        (lambda access: access.identity_token() + "x", "signature is not valid"),
        (lambda _: "no token", "signature is not valid"),
    ],
    ids=["old", "another repository", "altered", "no token"],
)
def test_an_identity_token_that_is_not_good_is_refused(
    keyless: Path, server: Simulator, token: Loose, sentence: str
) -> None:
    keyless.write_text(token(server.access))
    with Anthropic(max_retries=0) as client, pytest.raises(WorkloadIdentityError, match=sentence) as caught:
        asking(client)()
    assert caught.value.status_code == 401
    assert (server.messages, server.exchanges[0].status) == ((), 401)


def test_another_rule_is_refused(keyless: Path, server: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_FEDERATION_RULE_ID", "fdrl_other")
    with Anthropic(max_retries=0) as client, pytest.raises(WorkloadIdentityError, match="no such federation rule"):
        asking(client)()


@pytest.mark.parametrize(
    ("body", "headers", "error"),
    [
        ({"grant_type": "password"}, {}, "unsupported_grant_type"),
        ({"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer"}, {}, "invalid_request"),
    ],
    ids=["grant", "no beta header"],
)
def test_the_exchange_has_a_form(raw: Raw, body: Loose, headers: dict[str, str], error: str) -> None:
    answer = raw(body, "/v1/oauth/token", headers)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


def test_an_access_token_needs_its_beta_header(keyless: Path, server: Simulator, raw: Raw) -> None:
    with Anthropic(max_retries=0) as client:
        asking(client)()
    bearer = {"authorization": server.messages[0].headers["authorization"]}
    assert raw(BODY, headers=VERSION | bearer).status_code == 401
