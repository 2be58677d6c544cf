"""Comments below pull requests and issues, and reactions to them."""

import pytest
from simulator.hub import Simulator
from simulator.opened import OpenedPull, OpenedRepository
from support.github import Client


def test_a_comment_is_written_read_edited_and_deleted(pull: OpenedPull, client: Client) -> None:
    made = client().post("/issues/1/comments", json={"body": "First."})
    assert (made.status_code, made.headers["location"]) == (201, made.json()["url"])
    path = f"/issues/comments/{made.json()['id']}"
    assert client().patch(path, json={"body": "Second."}).json()["body"] == "Second."
    (comment,) = pull.comments
    assert (comment.body, comment.editor) == ("Second.", comment.author)
    assert client().delete(path).status_code == 204
    assert client().get("/issues/1/comments").json() == []
    assert client().patch(path, json={"body": "Third."}).status_code == 404


def test_the_author_of_a_comment_is_named_with_its_kind(pull: OpenedPull, client: Client) -> None:
    pull.comment("carol", "Hello.")
    client().post("/issues/1/comments", json={"body": "Hello."})
    users = [one["user"] for one in client().get("/issues/1/comments").json()]
    assert [(one["login"], one["type"]) for one in users] == [("carol", "User"), ("github-actions[bot]", "Bot")]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", "Body cannot be blank"),
        (" \n\t", "Body cannot be blank"),
        ("x" * 65_537, "Body is too long (maximum is 65536 characters)"),
    ],
    ids=["empty", "blank", "long"],
)
def test_a_text_that_github_refuses(pull: OpenedPull, client: Client, body: str, message: str) -> None:
    first = client().post("/issues/1/comments", json={"body": "x" * 65_536}).json()
    for answer in (
        client().post("/issues/1/comments", json={"body": body}),
        client().patch(f"/issues/comments/{first['id']}", json={"body": body}),
    ):
        assert (answer.status_code, answer.json()["errors"][0]["message"]) == (422, message)
    assert [len(one.body) for one in pull.comments] == [65_536]


def test_a_comment_on_lines_is_edited(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    wanted = {"body": "One.", "path": "new.py", "line": 1, "commit_id": pull.head_sha}
    made = client().post("/pulls/1/comments", json=wanted).json()
    path = f"/pulls/comments/{made['id']}"
    assert client().patch(path, json={"body": "Two."}).json()["body"] == "Two."
    assert client(hub.personal("dave")).patch(path, json={"body": "Three."}).status_code == 403
    assert client().patch(path, json={"body": ""}).status_code == 422
    assert client().patch("/pulls/comments/1", json={"body": "Four."}).status_code == 404


def test_only_the_author_and_whoever_writes_may_edit(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    hub.user("carol", permission="write")
    number = pull.comment("dave", "Mine.").id
    for login, status in (("erin", 403), ("dave", 200), ("carol", 200)):
        answer = client(hub.personal(login)).patch(f"/issues/comments/{number}", json={"body": "Changed."})
        assert answer.status_code == status
    assert client(hub.personal("erin")).delete(f"/issues/comments/{number}").status_code == 403


def test_the_same_reaction_twice_is_one(pull: OpenedPull, client: Client) -> None:
    comment = pull.comment("carol", "/review")
    path = f"/issues/comments/{comment.id}/reactions"
    first, second = (client().post(path, json={"content": "eyes"}) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert client().get("/issues/1/comments").json()[0]["reactions"]["eyes"] == 1
    assert client().post("/issues/comments/1/reactions", json={"content": "eyes"}).status_code == 404


def test_a_comment_on_lines_takes_reactions(pull: OpenedPull, client: Client) -> None:
    wanted = {"body": "One.", "path": "new.py", "line": 1, "commit_id": pull.head_sha}
    made = client().post("/pulls/1/comments", json=wanted).json()
    assert client().post(f"/pulls/comments/{made['id']}/reactions", json={"content": "rocket"}).status_code == 201


def test_a_locked_conversation_takes_no_comment_of_an_app(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    number = pull.comment("carol", "Before.").id
    pull.lock()
    answer = client().post("/issues/1/comments", json={"body": "After."})
    assert (answer.status_code, answer.json()["message"]) == (
        403,
        "Unable to create comment because issue is locked.",
    )
    assert client().post(f"/issues/comments/{number}/reactions", json={"content": "eyes"}).status_code == 403
    assert len(pull.comments) == 1


def test_an_issue_shares_the_numbers_of_pull_requests(
    shop: OpenedRepository, pull: OpenedPull, hub: Simulator, client: Client
) -> None:
    issue = shop.issue()
    assert issue.number == 2
    assert client().get("/pulls/2").status_code == 404
    assert client().post("/issues/2/comments", json={"body": "On an issue."}).status_code == 201
    only_pulls = hub.token(permissions={"pull_requests": "write"})
    assert client(only_pulls).post("/issues/2/comments", json={"body": "No."}).status_code == 403
    assert client(only_pulls).post("/issues/1/comments", json={"body": "Yes."}).status_code == 201


def test_what_a_deleted_user_wrote_belongs_to_nobody(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    pull.comment("dave", "Goodbye.")
    hub.forget("dave")
    hub.forget("alice")
    assert client().get("/issues/1/comments").json()[0]["user"] is None
    assert client().get("/pulls/1").json()["user"]["login"] == "ghost"
