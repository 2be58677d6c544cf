"""Check runs, which apps alone may write."""

import pytest
from simulator.hub import Simulator
from simulator.opened import OpenedPull
from support.github import Client


def _started(client: Client, pull: OpenedPull, **more: object) -> int:
    answer = client().post("/check-runs", json={"name": "reviewbot", "head_sha": pull.head_sha, **more})
    assert answer.status_code == 201, answer.text
    number: int = answer.json()["id"]
    return number


def test_a_check_begins_and_ends(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    number = _started(client, pull, status="in_progress", external_id="run 1")
    output = {"title": "Done", "summary": "All of it.", "text": "More."}
    ended = {"conclusion": "success", "output": output}
    answer = client().patch(f"/check-runs/{number}", json=ended).json()
    assert (answer["status"], answer["conclusion"], answer["output"]["title"]) == ("completed", "success", "Done")
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert (check.external_id, check.summary, check.text) == ("run 1", "All of it.", "More.")
    assert answer["pull_requests"][0]["number"] == 1


def test_annotations_add_up_over_requests(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    number = _started(client, pull)
    one = {"path": "new.py", "start_line": 1, "end_line": 1, "annotation_level": "warning", "message": "Hm."}
    for _ in range(2):
        output = {"title": "Half", "summary": "…", "annotations": [one] * 50}
        answer = client().patch(f"/check-runs/{number}", json={"output": output}).json()
    assert answer["output"]["annotations_count"] == 100
    assert len(hub.checks("acme/shop", pull.head_sha)[0].annotations) == 100


_ONE = {"path": "new.py", "start_line": 1, "end_line": 1, "annotation_level": "warning", "message": "Hm."}


@pytest.mark.parametrize(
    "change",
    [
        {"status": "completed"},
        {"output": {"title": "No summary"}},
        {"output": {"title": "t", "summary": "x" * 65_536}},
        {"output": {"title": "t", "summary": "s", "text": "x" * 65_536}},
        {"output": {"title": "t", "summary": "s", "annotations": [_ONE] * 51}},
        {"output": {"title": "t", "summary": "s", "annotations": [_ONE | {"annotation_level": "error"}]}},
        {"output": {"title": "t", "summary": "s", "annotations": [_ONE | {"end_line": 2, "start_column": 1}]}},
        {"conclusion": "green"},
        {"conclusion": "stale"},
    ],
    ids=["no conclusion", "no summary", "summary", "text", "51", "level", "columns", "word", "stale"],
)
def test_a_change_that_github_refuses_changes_nothing(
    pull: OpenedPull, hub: Simulator, client: Client, change: dict[str, object]
) -> None:
    number = _started(client, pull)
    assert client().patch(f"/check-runs/{number}", json=change).status_code == 422
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert (check.status, check.title, check.annotations) == ("queued", None, [])
    hub.violations.clear()


def test_a_completed_check_needs_a_conclusion_from_the_start(pull: OpenedPull, client: Client) -> None:
    wanted = {"name": "reviewbot", "head_sha": pull.head_sha, "status": "completed"}
    assert client().post("/check-runs", json=wanted).status_code == 422


def test_a_check_of_an_unknown_commit_is_refused(pull: OpenedPull, client: Client) -> None:
    for sha in ("1" * 40, pull.head_sha[:12], "main"):
        assert client().post("/check-runs", json={"name": "reviewbot", "head_sha": sha}).status_code == 422


def test_people_may_not_write_checks_but_read_them(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    hub.user("carol", permission="admin")
    number = _started(client, pull)
    carol = client(hub.personal("carol"))
    answer = carol.post("/check-runs", json={"name": "reviewbot", "head_sha": pull.head_sha})
    assert (answer.status_code, answer.json()["message"]) == (403, "You must authenticate via a GitHub App.")
    assert carol.patch(f"/check-runs/{number}", json={"conclusion": "success"}).status_code == 403
    assert carol.get(f"/commits/{pull.head_sha}/check-runs").json()["total_count"] == 1


def test_an_app_may_not_change_the_check_of_another(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    number = _started(client, pull)
    other = client(hub.token("other-app[bot]"))
    assert other.patch(f"/check-runs/{number}", json={"conclusion": "success"}).status_code == 403
    assert other.patch("/check-runs/1", json={"conclusion": "success"}).status_code == 404


def test_the_latest_check_of_a_name_is_listed(pull: OpenedPull, client: Client) -> None:
    _started(client, pull)
    last = _started(client, pull, conclusion="neutral")
    _started(client, pull, name="other")
    path = f"/commits/{pull.head_sha}/check-runs"
    listed = client().get(path, params={"check_name": "reviewbot"}).json()
    assert ([one["id"] for one in listed["check_runs"]], listed["total_count"]) == ([last], 1)
    assert client().get(path, params={"filter": "all"}).json()["total_count"] == 3
    assert client().get(path, params={"status": "completed"}).json()["total_count"] == 1
    assert client().get(path, params={"app_id": "1"}).json()["total_count"] == 0
    assert client().get("/commits/change/check-runs", params={"per_page": "1"}).links["next"]
    assert client().get("/commits/nowhere/check-runs").status_code == 422


def test_times_are_kept_as_they_are_told(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    times = {"started_at": "2026-01-01T10:00:00+02:00", "completed_at": "2026-01-01T08:05:00Z"}
    number = _started(client, pull, conclusion="success", **times)
    answer = client().patch(f"/check-runs/{number}", json={"details_url": "https://example.org/"}).json()
    assert (answer["started_at"], answer["completed_at"]) == ("2026-01-01T08:00:00Z", "2026-01-01T08:05:00Z")
    assert answer["details_url"] == "https://example.org/"
