"""What GraphQL changes, and for whom."""

import pytest
from simulator.hub import READER, WRITER, Simulator
from simulator.opened import OpenedPull, OpenedRepository
from simulator.store import node
from support.github import Ask, Client

_FULL = {**WRITER, "contents": "write"}
_DENIED = "Resource not accessible by integration"


@pytest.fixture
def do(ask: Ask) -> Ask:
    """Carry out a mutation with an input, and read its result."""

    def doing(name: str, given: str, result: str, token: str | None = None) -> object:
        return ask(f"mutation {{ {name}(input: {{{given}}}) {{ {result} }} }}", token)

    return doing


@pytest.fixture
def refused(do: Ask) -> Ask:
    """Try a mutation; gives the type and the message of its error."""

    def refusing(name: str, given: str, token: str | None = None) -> tuple[str, str]:
        error = do(name, given, "clientMutationId", token)["errors"][0]
        return error["type"], error["message"]

    return refusing


@pytest.fixture
def thread(pull: OpenedPull, client: Client) -> str:
    """Post a comment on a line; gives its thread's id."""
    review = {"event": "COMMENT", "comments": [{"path": "new.py", "line": 1, "body": "One."}]}
    client().post("/pulls/1/reviews", json=review)
    return node("PRRT", pull.threads[0].id)


def test_a_workflow_resolves_with_contents_write_alone(
    pull: OpenedPull, thread: str, hub: Simulator, do: Ask, refused: Ask
) -> None:
    given, result = f'threadId: "{thread}"', "thread { isResolved viewerCanResolve resolvedBy { login } }"
    without = do("resolveReviewThread", given, result)
    assert (without["data"], without["errors"][0]["type"]) == ({"resolveReviewThread": None}, "FORBIDDEN")
    assert not pull.threads[0].is_resolved
    done = do("resolveReviewThread", given, result, hub.token(permissions=_FULL))
    # The field has the type of a person, which a bot is not.
    assert done["data"] == {
        "resolveReviewThread": {"thread": {"isResolved": True, "viewerCanResolve": False, "resolvedBy": None}}
    }
    assert refused("unresolveReviewThread", given) == ("FORBIDDEN", _DENIED)
    do("unresolveReviewThread", given, result, hub.token(permissions=_FULL))
    assert (pull.threads[0].is_resolved, pull.threads[0].resolved_by) == (False, None)


@pytest.mark.parametrize(
    ("login", "is_allowed"), [("alice", True), ("carol", True), ("dave", False)], ids=["author", "writer", "stranger"]
)
def test_a_person_resolves_as_author_or_with_write_access(
    pull: OpenedPull, thread: str, hub: Simulator, do: Ask, login: str, is_allowed: bool
) -> None:
    hub.user("carol", permission="write")
    do("resolveReviewThread", f'threadId: "{thread}"', "thread { id }", hub.personal(login))
    assert pull.threads[0].is_resolved == is_allowed


def test_an_answer_joins_its_thread(pull: OpenedPull, thread: str, hub: Simulator, do: Ask, refused: Ask) -> None:
    given = f'pullRequestReviewThreadId: "{thread}", body: "Because.", clientMutationId: "m"'
    done = do("addPullRequestReviewThreadReply", given, "comment { body } clientMutationId")
    assert done["data"] == {
        "addPullRequestReviewThreadReply": {"comment": {"body": "Because."}, "clientMutationId": "m"}
    }
    assert [one.body for one in pull.threads[0].comments] == ["One.", "Because."]
    reader = hub.token(permissions=READER)
    assert refused("addPullRequestReviewThreadReply", given, reader)[1] == _DENIED
    pull.lock()
    assert refused("addPullRequestReviewThreadReply", given)[0] == "FORBIDDEN"


def test_a_comment_is_hidden_and_shown(pull: OpenedPull, hub: Simulator, client: Client, do: Ask) -> None:
    number = client().post("/issues/1/comments", json={"body": "Old."}).json()["id"]
    given = f'subjectId: "{node("IC", number)}"'
    hide = f"{given}, classifier: RESOLVED"
    done = do("minimizeComment", hide, "minimizedComment { isMinimized minimizedReason }")
    assert done["data"] == {
        "minimizeComment": {"minimizedComment": {"isMinimized": True, "minimizedReason": "resolved"}}
    }
    assert pull.comments[0].minimized == "RESOLVED"
    stranger = do("unminimizeComment", given, "unminimizedComment { isMinimized }", hub.personal("dave"))
    assert "correct permissions" in str(stranger)
    do("unminimizeComment", given, "unminimizedComment { isMinimized }")
    assert pull.comments[0].minimized == ""


def test_a_comment_of_a_thread_is_hidden(pull: OpenedPull, thread: str, hub: Simulator, do: Ask, refused: Ask) -> None:
    given = f'subjectId: "{node("PRRC", pull.threads[0].comments[0].id)}", classifier: OUTDATED'
    only_issues = hub.token(permissions={"issues": "write"})
    assert refused("minimizeComment", given, only_issues) == ("FORBIDDEN", _DENIED)
    assert "errors" not in do("minimizeComment", given, "minimizedComment { isMinimized }")


def test_a_comment_is_added_and_edited(
    pull: OpenedPull, shop: OpenedRepository, hub: Simulator, do: Ask, refused: Ask
) -> None:
    issue = shop.issue()
    for subject, comments in ((pull.node, pull.record.comments), (node("I", issue.id), issue.comments)):
        done = do("addComment", f'subjectId: "{subject}", body: "Hello."', "commentEdge { node { id body } }")
        made = done["data"]["addComment"]["commentEdge"]["node"]
        assert made["body"] == "Hello."
        edit = f'id: "{made["id"]}", body: "Changed."'
        assert "errors" not in do("updateIssueComment", edit, "issueComment { body editor { login } }")
        assert [one.body for one in comments] == ["Changed."]
    empty = f'subjectId: "{pull.node}", body: " "'
    assert refused("addComment", empty) == ("UNPROCESSABLE", "Body cannot be blank")
    assert refused("addComment", empty, hub.token(permissions=READER)) == ("FORBIDDEN", _DENIED)


def test_a_reaction_comes_and_goes(pull: OpenedPull, hub: Simulator, do: Ask, refused: Ask) -> None:
    comment = pull.comment("carol", "/review")
    given = f'subjectId: "{node("IC", comment.id)}", content: EYES'
    done = do("addReaction", given, "reaction { content user { login } }")
    assert done["data"] == {"addReaction": {"reaction": {"content": "EYES", "user": {"login": "github-actions[bot]"}}}}
    do("addReaction", given, "reaction { id }")
    fields = "reactionGroups { content viewerHasReacted } reactions(first: 9) { totalCount }"
    again = do("addReaction", given, f"subject {{ ... on IssueComment {{ {fields} }} }}")
    subject = again["data"]["addReaction"]["subject"]
    assert {"content": "EYES", "viewerHasReacted": True} in subject["reactionGroups"]
    assert subject["reactions"]["totalCount"] == 1
    do("removeReaction", given, "reaction { id }")
    do("removeReaction", given, "reaction { id }")
    assert comment.reactions == []
    reader = hub.token(permissions=READER)
    assert refused("addReaction", given, reader) == ("FORBIDDEN", _DENIED)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("resolveReviewThread", 'threadId: "%s"'),
        ("minimizeComment", 'subjectId: "%s", classifier: SPAM'),
        ("addReaction", 'subjectId: "%s", content: EYES'),
        ("addComment", 'subjectId: "U_x", body: "x"'),
    ],
    ids=["thread", "comment", "reaction", "subject"],
)
def test_an_id_of_something_else_is_not_found(pull: OpenedPull, refused: Ask, name: str, given: str) -> None:
    kind, _ = refused(name, given.replace("%s", pull.node))
    assert kind == "NOT_FOUND"


def test_mutations_are_writes_in_the_count(pull: OpenedPull, hub: Simulator, ask: Ask, do: Ask) -> None:
    ask("{ viewer { login } }")
    do("addComment", f'subjectId: "{pull.node}", body: "Hello."', "clientMutationId")
    assert [(call.operation, call.is_write) for call in hub.api_calls] == [("viewer", False), ("addComment", True)]
