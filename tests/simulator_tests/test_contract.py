"""The official description is held against what is asked and what is answered."""

import pytest
from simulator.contract import Description, description
from simulator.hub import Simulator
from simulator.opened import OpenedPull
from support.github import Client

pytestmark = pytest.mark.node


def test_a_key_that_is_not_described_is_ignored_and_noticed(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    comment = {"path": "new.py", "line": 1, "body": "x", "subject_type": "line"}
    body = {"event": "COMMENT", "comments": [comment], "extra": True}
    assert client().post("/pulls/1/reviews", json=body).status_code == 200
    texts = [one.text for one in hub.violations]
    assert texts == ["the key comments/subject_type is not described", "the key extra is not described"]
    hub.violations.clear()


def test_a_query_that_is_not_described_is_ignored_and_noticed(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    query = {"state": "merged", "limit": "5", "per_page": "2"}
    assert client().get("/pulls", params=query).status_code == 200
    assert [one.text for one in hub.violations] == [
        "query parameter state: 'merged' is not one of ['open', 'closed', 'all']",
        "the query parameter limit is not described",
    ]
    hub.violations.clear()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"body": 1}, "For 'properties/body', 1 is not a string."),
        ({}, '"body" wasn\'t supplied.'),
    ],
    ids=["type", "missing"],
)
def test_a_body_that_is_not_as_described_is_refused(
    pull: OpenedPull, hub: Simulator, client: Client, body: dict[str, object], message: str
) -> None:
    answer = client().post("/issues/1/comments", json=body)
    assert (answer.status_code, answer.json()["message"]) == (422, f"Invalid request.\n\n{message}")
    assert [one.by for one in hub.violations] == ["caller"]
    hub.violations.clear()


@pytest.mark.parametrize(
    ("body", "message"),
    [(b'{"body": ', "Problems parsing JSON"), (b'["body"]', "Body should be a JSON object")],
    ids=["broken", "list"],
)
def test_a_body_that_is_no_object_is_a_bad_request(pull: OpenedPull, client: Client, body: bytes, message: str) -> None:
    answer = client().post("/issues/1/comments", content=body)
    assert (answer.status_code, answer.json()["message"]) == (400, message)


def test_an_answer_of_ours_that_is_not_as_described_fails(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    pull.comment("carol", "Hello.").body = 5  # type: ignore[assignment]
    answer = client().get("/issues/1/comments")
    assert (answer.status_code, "0/body: 5 is not of type 'string'" in answer.text) == (500, True)
    assert [one.by for one in hub.violations] == ["simulator"]
    hub.violations.clear()


@pytest.fixture
def known(hub: Simulator) -> Description:
    """Read the description; the hub skips where it is not there."""
    found = description()
    assert found is not None
    return found


def test_null_is_fine_where_the_description_says_so(known: Description) -> None:
    path = "/repos/{owner}/{repo}/collaborators/{username}/permission"
    answer = {"permission": "none", "role_name": "", "user": None}
    assert known.answer_faults("GET", path, 200, answer) == ()
    assert known.answer_faults("GET", path, 200, answer | {"permission": None}) != ()


def test_a_status_that_is_not_described_is_one_of_refusal(known: Description) -> None:
    path = "/repos/{owner}/{repo}/issues/comments/{comment_id}"
    assert known.answer_faults("DELETE", path, 204, None) == ()
    assert known.answer_faults("DELETE", path, 200, {}) == ("status 200 is not described",)
    assert known.answer_faults("DELETE", path, 418, {}) == ()
    assert known.answer_faults("DELETE", path, 204, {}) == ("a body is not described",)


def test_a_body_where_none_is_described_is_noticed(known: Description) -> None:
    assert known.request_faults("GET", "/user", {}, {"a": 1}) == ("a body is not described",)
