"""Issues that programs open, change and close."""

import pytest
from simulator.hub import READER, Simulator
from simulator.opened import OpenedRepository
from support.github import Ask, Client


def test_an_issue_is_opened_changed_closed_and_opened_again(shop: OpenedRepository, client: Client) -> None:
    made = client().post("/issues", json={"title": "Audit", "body": "First.", "labels": ["audit"]})
    assert (made.status_code, made.headers["location"]) == (201, made.json()["url"])
    assert [label["name"] for label in made.json()["labels"]] == ["audit"]
    changed = client().patch("/issues/1", json={"title": "Its audit", "body": "Second.", "labels": []}).json()
    assert (changed["title"], changed["body"], changed["labels"]) == ("Its audit", "Second.", [])
    closed = client().patch("/issues/1", json={"state": "closed", "state_reason": "not_planned"}).json()
    assert (closed["state"], closed["closed_at"] is None) == ("closed", False)
    assert client().patch("/issues/1", json={"state": "open"}).json()["closed_at"] is None
    assert (shop.record.issues[1].state, shop.record.issues[1].state_reason) == ("open", "reopened")


def test_issues_are_listed_by_label_with_whoever_edited_them(
    shop: OpenedRepository, client: Client, hub: Simulator, ask: Ask
) -> None:
    hub.user("carol", permission="write")
    for labels in (["audit"], ["other"], ["audit"]):
        client().post("/issues", json={"title": "One", "body": "Text.", "labels": labels})
    client(hub.personal("carol")).patch("/issues/3", json={"body": "Mine."})
    fields = "number state body viewerDidAuthor author { login } editor { login }"
    query = f"""{{ repository(owner: "acme", name: "shop") {{ isPrivate hasIssuesEnabled
        issues(first: 5, labels: ["audit"]) {{ nodes {{ {fields} }} }} }} }}"""
    found = ask(query)["data"]["repository"]
    assert (found["isPrivate"], found["hasIssuesEnabled"]) == (False, True)
    first, second = found["issues"]["nodes"]
    assert (first["number"], first["viewerDidAuthor"], first["editor"]) == (1, True, None)
    assert (second["number"], second["body"], second["editor"]["login"]) == (3, "Mine.", "carol")


def test_a_repository_without_issues_takes_none(shop: OpenedRepository, client: Client) -> None:
    shop.record.has_issues = False
    answer = client().post("/issues", json={"title": "Audit"})
    assert (answer.status_code, answer.json()["message"]) == (410, "Issues has been disabled in this repository.")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"title": "One", "body": "x" * 65_537}, "body is too long (maximum is 65536 characters)"),
        ({"title": "x" * 257}, "title is too long (maximum is 256 characters)"),
        ({"title": " "}, None),
    ],
    ids=["body", "title", "no title"],
)
def test_texts_that_github_refuses(
    shop: OpenedRepository, client: Client, fields: dict[str, str], message: str | None
) -> None:
    answer = client().post("/issues", json=fields)
    assert (answer.status_code, answer.json()["errors"][0].get("message")) == (422, message)
    assert shop.record.issues == {}


def test_strangers_set_no_labels_and_change_nothing_of_others(
    shop: OpenedRepository, client: Client, hub: Simulator
) -> None:
    made = client(hub.personal("dave")).post("/issues", json={"title": "One", "labels": ["audit"]})
    assert made.json()["labels"] == []
    assert client(hub.personal("erin")).patch("/issues/1", json={"state": "closed"}).status_code == 403
    refused = client(hub.token(permissions=READER)).post("/issues", json={"title": "Two"})
    assert refused.headers["x-accepted-github-permissions"] == "issues=write"
