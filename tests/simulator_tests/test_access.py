"""Who may see and do what: wrong tokens, private repositories, permissions, roles."""

import httpx
import pytest
from simulator.hub import READER, WRITER, Simulator
from simulator.opened import OpenedPull, OpenedRepository
from support.command import Repository
from support.github import Client


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer", "Basic abc", "token nonsense"], ids=repr)
def test_a_wrong_token_is_refused_even_where_none_is_needed(pull: OpenedPull, hub: Simulator, header: str) -> None:
    answer = httpx.get(f"{hub.url}/api/v3/repos/acme/shop", headers={"authorization": header})
    assert (answer.status_code, answer.json()["message"]) == (401, "Bad credentials")


def test_an_expired_token_is_refused(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    token = hub.token()
    assert client(token).get("/pulls/1").status_code == 200
    hub.expire(token)
    for one in (token, hub.expired()):
        assert client(one).get("/pulls/1").json()["message"] == "Bad credentials"


def test_without_a_token_public_things_are_read_and_nothing_is_written(pull: OpenedPull, client: Client) -> None:
    assert client("").get("/pulls/1").status_code == 200
    answer = client("").post("/issues/1/comments", json={"body": "Hello."})
    assert (answer.status_code, answer.json()["message"]) == (401, "Requires authentication")


def test_a_workflow_may_not_ask_who_it_is(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    address = f"{hub.url}/api/v3/user"
    answer = client().get(address)
    assert (answer.status_code, answer.json()["message"]) == (403, "Resource not accessible by integration")
    assert client(hub.personal("carol")).get(address).json()["login"] == "carol"
    assert client("").get(address).status_code == 401


def test_a_private_repository_is_not_there_for_strangers(hub: Simulator, source: Repository, client: Client) -> None:
    shop = hub.repository("acme/shop", source.root, is_private=True)
    shop.pull(head="change")
    hub.user("carol", permission="read")
    for token, status in (
        (hub.personal("dave"), 404),
        ("", 404),
        (hub.token(repository="acme/other"), 404),
        (hub.personal("carol"), 200),
        (hub.token(repository="acme/shop"), 200),
    ):
        assert client(token).get("/pulls/1").status_code == status


@pytest.mark.parametrize(
    ("call", "body", "needs"),
    [
        ("POST /check-runs", {"name": "x", "head_sha": "HEAD"}, "checks=write"),
        ("POST /pulls/1/reviews", {"event": "COMMENT"}, "pull_requests=write"),
        ("POST /pulls/1/comments", {}, "pull_requests=write"),
        ("POST /issues/1/comments", {"body": ""}, "issues=write; pull_requests=write"),
        ("PATCH /issues/comments/1", {"body": "x"}, "issues=write; pull_requests=write"),
        ("POST /pulls/comments/1/reactions", {"content": "?"}, "pull_requests=write"),
    ],
    ids=["check", "review", "comment", "below", "edit", "reaction"],
)
def test_a_permission_is_asked_for_before_anything_is_validated(
    pull: OpenedPull, hub: Simulator, client: Client, call: str, body: dict[str, object], needs: str
) -> None:
    method, path = call.split(" ")
    answer = client(hub.token(permissions=READER)).request(method, path, json=body)
    assert (answer.status_code, answer.json()["message"]) == (403, "Resource not accessible by integration")
    assert answer.headers["x-accepted-github-permissions"] == needs


@pytest.mark.parametrize(
    ("path", "permission"),
    [
        ("/pulls/1", "pull_requests"),
        ("/pulls", "pull_requests"),
        ("/compare/main...change", "contents"),
        ("/commits/change/check-runs", "checks"),
    ],
    ids=["pull", "pulls", "compare", "checks"],
)
def test_reading_in_private_needs_a_permission_and_in_public_none(
    hub: Simulator, source: Repository, client: Client, path: str, permission: str
) -> None:
    hub.repository("acme/shop", source.root, is_private=True).pull(head="change")
    without = {name: level for name, level in WRITER.items() if name != permission}
    assert client(hub.token(permissions=without)).get(path).status_code == 403
    assert client(hub.token(permissions={permission: "read"})).get(path).status_code == 200
    hub.store.repositories["acme/shop"].is_private = False
    assert client(hub.token(permissions={})).get(path).status_code == 200


def test_a_workflows_token_writes_to_its_own_repository_alone(
    pull: OpenedPull, hub: Simulator, source: Repository, client: Client
) -> None:
    hub.repository("acme/other", source.root)
    token = hub.token(repository="acme/other")
    assert client(token).get("/pulls/1").status_code == 200
    assert client(token).post("/issues/1/comments", json={"body": "Hello."}).status_code == 403


def test_a_fine_grained_token_may_do_what_it_lists_alone(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    some = client(hub.personal("carol", {"issues": "write"}))
    assert some.post("/issues/1/comments", json={"body": "Hello."}).status_code == 201
    answer = some.post("/pulls/1/reviews", json={"event": "COMMENT", "body": "Hello."})
    assert answer.json()["message"] == "Resource not accessible by personal access token"


@pytest.mark.parametrize(
    ("role", "permission"),
    [("admin", "admin"), ("maintain", "write"), ("write", "write"), ("triage", "read"), ("read", "read")],
    ids=["admin", "maintain", "write", "triage", "read"],
)
def test_a_role_is_told_beside_the_older_word(
    pull: OpenedPull, hub: Simulator, client: Client, role: str, permission: str
) -> None:
    hub.user("carol", permission=role)
    answer = client().get("/collaborators/carol/permission").json()
    assert (answer["permission"], answer["role_name"], answer["user"]["login"]) == (permission, role, "carol")


def test_a_stranger_reads_what_is_public_and_has_no_role_in_private(
    pull: OpenedPull, hub: Simulator, client: Client
) -> None:
    hub.user("dave")
    assert client().get("/collaborators/dave/permission").json()["permission"] == "read"
    hub.store.repositories["acme/shop"].is_private = True
    answer = client().get("/collaborators/dave/permission").json()
    assert (answer["permission"], answer["role_name"]) == ("none", "")
    assert client().get("/collaborators/nobody/permission").status_code == 404


def test_a_person_needs_push_access_to_ask_for_roles(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    hub.user("carol", permission="write")
    assert client(hub.personal("carol")).get("/collaborators/alice/permission").status_code == 200
    assert client(hub.personal("dave")).get("/collaborators/alice/permission").status_code == 403


def test_the_owner_is_an_admin(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    hub.user("acme")
    assert client().get("/collaborators/ACME/permission").json()["role_name"] == "admin"


def test_a_person_sees_what_they_may_do_and_where_a_fork_is_from(
    shop: OpenedRepository, hub: Simulator, client: Client
) -> None:
    shop.pull(head="change", fork="mallory/shop")
    hub.user("carol", permission="triage")
    carol = client(hub.personal("carol"))
    allowed = carol.get(f"{hub.url}/api/v3/repos/acme/shop").json()["permissions"]
    assert allowed == {"admin": False, "maintain": False, "push": False, "triage": True, "pull": True}
    fork = carol.get(f"{hub.url}/api/v3/repos/mallory/shop").json()
    assert (fork["fork"], fork["parent"]["full_name"]) == (True, "acme/shop")
