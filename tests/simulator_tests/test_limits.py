"""Rate limits of both kinds, and what does not count."""

from dataclasses import replace

import httpx
import pytest
from simulator.hub import Simulator
from simulator.opened import OpenedPull
from support.github import Client


def test_every_answer_tells_what_is_left(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    token = hub.token()
    first, second = (client(token).get("/pulls/1").headers for _ in range(2))
    assert (first["x-ratelimit-limit"], first["x-ratelimit-remaining"]) == ("1000", "999")
    assert (second["x-ratelimit-remaining"], second["x-ratelimit-used"]) == ("998", "2")
    assert second["x-ratelimit-resource"] == "core"
    assert first["x-github-request-id"] != second["x-github-request-id"]


def test_a_used_up_hour_is_refused_until_its_end(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    hub.limits = replace(hub.limits, primary=2)
    token = hub.token()
    answers = [client(token).get("/pulls/1") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 403]
    assert answers[2].headers["x-ratelimit-remaining"] == "0"
    assert int(answers[2].headers["x-ratelimit-reset"]) > 1_700_000_000
    assert answers[2].json()["message"].startswith("API rate limit exceeded")
    assert client().get("/pulls/1").status_code == 200, "another token has an hour of its own"
    left = client(token).get(f"{hub.url}/api/v3/rate_limit")
    assert (left.status_code, left.json()["rate"]["remaining"]) == (200, 0)
    hub.limits = replace(hub.limits, hour=0)
    assert client(token).get("/pulls/1").status_code == 200


def test_an_answer_that_did_not_change_costs_nothing(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    token = hub.token()
    tag = client(token).get("/pulls/1/files").headers["etag"]
    same = client(token).get("/pulls/1/files", headers={"if-none-match": tag})
    assert (same.status_code, same.content, same.headers["x-ratelimit-used"]) == (304, b"", "1")
    assert client(token).get("/pulls/1/files", headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize(("status", "retry_after"), [(403, 60), (429, None), (403, None), (429, 1)], ids=str)
def test_too_much_content_in_a_minute_is_refused(
    pull: OpenedPull, hub: Simulator, client: Client, status: int, retry_after: int | None
) -> None:
    hub.limits = replace(hub.limits, content=2, status=status, retry_after=retry_after)
    token = hub.token()
    answers = [client(token).post("/issues/1/comments", json={"body": "Hello."}) for _ in range(3)]
    assert [one.status_code for one in answers] == [201, 201, status]
    assert answers[2].headers.get("retry-after") == (None if retry_after is None else str(retry_after))
    assert "secondary rate limit" in answers[2].json()["message"]
    assert answers[2].headers["x-ratelimit-remaining"] != "0"
    assert len(pull.comments) == 2
    assert client(token).get("/pulls/1").status_code == 200, "reading goes on"
    hub.limits = replace(hub.limits, minute=0)
    assert client(token).post("/issues/1/comments", json={"body": "Hello."}).status_code == 201


def test_a_write_costs_five_points_and_a_read_one(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    hub.limits = replace(hub.limits, points=11)
    token = hub.token()
    for _ in range(2):
        assert client(token).post("/issues/1/comments", json={"body": "Hello."}).status_code == 201
    assert client(token).get("/pulls/1").status_code == 200
    assert client(token).get("/pulls/1").status_code == 403


def test_graphql_has_limits_of_its_own(pull: OpenedPull, hub: Simulator) -> None:
    hub.limits = replace(hub.limits, primary=1)
    headers = {"authorization": f"Bearer {hub.token()}"}
    body = {"query": "{viewer{login}}"}
    first, second = (httpx.post(f"{hub.url}/api/graphql", headers=headers, json=body) for _ in range(2))
    assert first.headers["x-ratelimit-resource"] == "graphql"
    assert (second.status_code, second.json()["errors"][0]["type"]) == (200, "RATE_LIMITED")
    hub.limits = replace(hub.limits, primary=9, graph_points=2)
    assert httpx.post(f"{hub.url}/api/graphql", headers=headers, json=body).status_code == 200
    assert httpx.post(f"{hub.url}/api/graphql", headers=headers, json=body).status_code == 403
