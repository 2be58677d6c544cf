"""Failures on demand: before the write, after it, without an answer, with a broken one."""

import json
import time

import httpx
import pytest
from simulator.call import Fault
from simulator.hub import Simulator
from simulator.opened import OpenedPull
from support.github import Client

_HELLO = {"body": "Hello."}


@pytest.mark.parametrize("is_after", [False, True], ids=["before", "after"])
def test_a_status_comes_before_or_after_the_write(
    pull: OpenedPull, hub: Simulator, client: Client, is_after: bool
) -> None:
    hub.fault(Fault("POST", "/issues/1/comments$", status=502, is_after=is_after))
    assert client().post("/issues/1/comments", json=_HELLO).status_code == 502
    assert len(pull.comments) == int(is_after)
    assert client().post("/issues/1/comments", json=_HELLO).status_code == 201


@pytest.mark.parametrize("is_after", [False, True], ids=["before", "after"])
def test_a_connection_closes_without_an_answer(
    pull: OpenedPull, hub: Simulator, client: Client, is_after: bool
) -> None:
    hub.fault(Fault("*", "/comments", kind="close", is_after=is_after))
    with pytest.raises(httpx.RemoteProtocolError):
        client().post("/issues/1/comments", json=_HELLO)
    assert len(pull.comments) == int(is_after)
    (call,) = hub.writes
    assert (call.status, call.path, call.login) == (0, "/repos/acme/shop/issues/1/comments", "github-actions[bot]")


@pytest.mark.parametrize(("kind", "content"), [("json", "application/json"), ("html", "text/html")], ids=str)
def test_an_answer_is_broken(pull: OpenedPull, hub: Simulator, client: Client, kind: str, content: str) -> None:
    hub.fault(Fault("GET", "/pulls/1$", kind=kind, status=200))
    answer = client().get("/pulls/1")
    assert answer.headers["content-type"].startswith(content)
    with pytest.raises(json.JSONDecodeError):
        answer.json()


def test_an_answer_never_comes(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    hub.fault(Fault("GET", "/pulls/1$", kind="hang"))
    with pytest.raises(httpx.ReadTimeout):
        client().get("/pulls/1", timeout=0.1)


def test_a_hanging_answer_does_not_hold_up_the_end(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    hub.fault(Fault("GET", "/pulls/1$", kind="hang", seconds=0.1))
    before = time.monotonic()
    with pytest.raises(httpx.RemoteProtocolError):
        client().get("/pulls/1")
    assert 0.1 <= time.monotonic() - before < 5


def test_faults_fit_by_what_the_body_says_and_as_often_as_told(pull: OpenedPull, hub: Simulator) -> None:
    hub.fault(Fault("POST", "^/graphql$", containing="viewer", headers={"retry-after": "7"}), times=2)
    headers = {"authorization": f"Bearer {hub.token()}"}
    answers = [
        httpx.post(f"{hub.url}/api/graphql", headers=headers, json={"query": query})
        for query in ("{rateLimit{cost}}", *["{viewer{login}}"] * 3)
    ]
    assert [one.status_code for one in answers] == [200, 502, 502, 200]
    assert answers[1].headers["retry-after"] == "7"
    assert [call.operation for call in hub.calls] == ["rateLimit", "viewer", "viewer", "viewer"]


def test_git_fails_too(pull: OpenedPull, hub: Simulator) -> None:
    hub.fault(Fault("GET", "info/refs", status=503))
    assert httpx.get(f"{hub.url}/acme/shop.git/info/refs?service=git-upload-pack").status_code == 503
