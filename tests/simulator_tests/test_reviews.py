"""Reviews and comments on lines, by GitHub's rules."""

import pytest
from simulator.hub import Simulator
from simulator.opened import OpenedPull, OpenedRepository
from support.command import Repository
from support.github import Client

Wanted = dict[str, object]
_GOOD: Wanted = {"path": "long.txt", "line": 3, "body": "Three."}


def _review(*comments: Wanted, **others: object) -> dict[str, object]:
    return {"event": "COMMENT", "comments": list(comments), **others}


@pytest.mark.parametrize(
    ("place", "line", "side"),
    [
        ({"path": "long.txt", "line": 3}, 3, "RIGHT"),
        ({"path": "long.txt", "line": 6, "side": "RIGHT"}, 6, "RIGHT"),
        ({"path": "long.txt", "line": 3, "side": "LEFT"}, 3, "LEFT"),
        ({"path": "long.txt", "line": 27, "side": "LEFT"}, 27, "LEFT"),
        ({"path": "gone.txt", "line": 1, "side": "LEFT"}, 1, "LEFT"),
        ({"path": "long.txt", "position": 4}, 3, "RIGHT"),
        ({"path": "long.txt", "position": 3}, 3, "LEFT"),
    ],
    ids=["added", "context", "removed", "left context", "removed file", "position", "left position"],
)
def test_a_line_of_a_hunk_takes_a_comment(
    pull: OpenedPull, client: Client, place: Wanted, line: int, side: str
) -> None:
    answer = client().post("/pulls/1/reviews", json=_review({"body": "Here.", **place}))
    assert answer.status_code == 200, answer.text
    (thread,) = pull.threads
    assert (thread.line, thread.spot.side, thread.comments[0].body) == (line, side, "Here.")


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ({"path": "long.txt", "line": 15}, "Line could not be resolved"),
        ({"path": "long.txt", "line": 0}, "Line could not be resolved"),
        ({"path": "long.txt", "line": 1000}, "Line could not be resolved"),
        ({"path": "long.txt", "line": 31, "side": "MIDDLE"}, "Line could not be resolved"),
        ({"path": "new.py", "line": 1, "side": "LEFT"}, "Line could not be resolved"),
        ({"path": "logo.png", "line": 1}, "Line could not be resolved"),
        ({"path": "long.txt", "position": 99}, "Line could not be resolved"),
        ({"path": "long.txt"}, "Line could not be resolved"),
        ({"path": "same.txt", "line": 1}, "Path could not be resolved"),
        ({"path": "nowhere.txt", "line": 1}, "Path could not be resolved"),
        (
            {"path": "long.txt", "line": 30, "start_line": 3},
            "Pull request review thread start line must be part of the same hunk as the line.",
        ),
        (
            {"path": "long.txt", "line": 3, "start_line": 3},
            "Pull request review thread start line must precede the end line.",
        ),
        (
            {"path": "long.txt", "line": 3, "start_line": 5},
            "Pull request review thread start line must precede the end line.",
        ),
        ({"path": "long.txt", "line": 3, "body": " \n"}, "Body cannot be blank"),
        ({"path": "long.txt", "line": 3, "body": "x" * 65_537}, "Body is too long (maximum is 65536 characters)"),
    ],
    ids=str,
)
def test_one_bad_comment_refuses_the_whole_review(
    pull: OpenedPull, client: Client, place: Wanted, message: str
) -> None:
    answer = client().post("/pulls/1/reviews", json=_review(_GOOD, {"body": "Bad.", **place}))
    assert (answer.status_code, answer.json()["errors"]) == (422, [message])
    assert (pull.reviews, pull.threads) == ((), ())


def test_a_comment_on_several_lines_tells_its_first(pull: OpenedPull, client: Client) -> None:
    place = {"path": "new.py", "start_line": 1, "line": 3, "start_side": "RIGHT", "side": "RIGHT"}
    client().post("/pulls/1/reviews", json=_review({"body": "All three.", **place}))
    (comment,) = client().get("/pulls/1/comments").json()
    assert (comment["start_line"], comment["line"], comment["start_side"]) == (1, 3, "RIGHT")
    assert comment["diff_hunk"] == "@@ -0,0 +1,3 @@\n+one = 1\n+two = 2\n+three = 3"


def test_a_range_may_begin_on_the_removed_line_above(pull: OpenedPull, client: Client) -> None:
    place = {"path": "long.txt", "start_line": 3, "start_side": "LEFT", "line": 3, "side": "RIGHT"}
    assert client().post("/pulls/1/reviews", json=_review({"body": "Both.", **place})).status_code == 200


def test_a_review_of_a_closed_pull_request_is_allowed(pull: OpenedPull, client: Client) -> None:
    pull.close()
    assert client().post("/pulls/1/reviews", json=_review(_GOOD)).status_code == 200


@pytest.mark.parametrize(
    ("review", "message"),
    [
        ({"event": "COMMENT"}, "Body can't be blank"),
        ({"event": "REQUEST_CHANGES", "comments": [_GOOD]}, "Body can't be blank"),
        ({"event": "COMMENT", "body": "x" * 65_537}, "Body is too long (maximum is 65536 characters)"),
        ({"event": "COMMENT", "body": "x", "commit_id": "1" * 40}, "Commit could not be resolved"),
        ({"event": "APPROVE"}, "GitHub Actions is not permitted to approve pull requests."),
    ],
    ids=["empty", "no reason", "long", "commit", "approval"],
)
def test_a_review_that_github_refuses(pull: OpenedPull, client: Client, review: Wanted, message: str) -> None:
    answer = client().post("/pulls/1/reviews", json=review)
    assert (answer.status_code, answer.json()["errors"]) == (422, [message])


@pytest.mark.parametrize(
    ("event", "verb"), [("APPROVE", "approve"), ("REQUEST_CHANGES", "request changes on")], ids=["approve", "request"]
)
def test_nobody_judges_their_own_pull_request(
    pull: OpenedPull, hub: Simulator, client: Client, event: str, verb: str
) -> None:
    own = client(hub.personal("alice")).post("/pulls/1/reviews", json={"event": event, "body": "Fine."})
    assert (own.status_code, own.json()["errors"]) == (422, [f"Can not {verb} your own pull request"])
    assert client(hub.personal("carol")).post("/pulls/1/reviews", json={"event": event, "body": "Fine."}).is_success


def test_a_review_without_an_event_is_pending_and_its_authors_alone(
    pull: OpenedPull, hub: Simulator, client: Client
) -> None:
    carol, dave = client(hub.personal("carol")), client(hub.personal("dave"))
    assert carol.post("/pulls/1/reviews", json={"comments": [_GOOD]}).json()["state"] == "PENDING"
    assert (len(carol.get("/pulls/1/comments").json()), len(dave.get("/pulls/1/comments").json())) == (1, 0)
    assert (len(carol.get("/pulls/1/reviews").json()), len(dave.get("/pulls/1/reviews").json())) == (1, 0)
    assert carol.post("/pulls/1/reviews", json=_review(_GOOD)).status_code == 422
    single = {"body": "x", "path": "long.txt", "line": 3, "commit_id": pull.head_sha}
    assert carol.post("/pulls/1/comments", json=single).status_code == 422


def test_a_comment_on_a_file_has_no_line(pull: OpenedPull, client: Client) -> None:
    wanted = {"body": "All of it.", "path": "logo.png", "subject_type": "file", "commit_id": pull.head_sha}
    answer = client().post("/pulls/1/comments", json=wanted)
    assert answer.status_code == 201
    assert (answer.json()["line"], answer.json()["subject_type"]) == (None, "file")


def test_a_single_comment_is_a_review_of_its_own(pull: OpenedPull, client: Client) -> None:
    answer = client().post("/pulls/1/comments", json={**_GOOD, "commit_id": pull.head_sha}).json()
    assert [(one.id, one.state) for one in pull.reviews] == [(answer["pull_request_review_id"], "COMMENTED")]


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"line": 15}, ["line", "diff_hunk"]),
        ({"path": "same.txt"}, ["path", "diff_hunk"]),
        ({"start_line": 4, "line": 3}, ["start_line"]),
        ({"path": "same.txt", "subject_type": "file"}, ["path", "diff_hunk"]),
        ({"commit_id": "1" * 40}, ["commit_id"]),
        ({"body": ""}, ["data"]),
    ],
    ids=["line", "path", "start", "file", "commit", "body"],
)
def test_a_single_comment_out_of_place_names_the_field(
    pull: OpenedPull, client: Client, change: Wanted, fields: list[str]
) -> None:
    answer = client().post("/pulls/1/comments", json={**_GOOD, "commit_id": pull.head_sha, **change})
    assert (answer.status_code, answer.json()["message"]) == (422, "Validation Failed")
    named = [error["field"].removeprefix("pull_request_review_thread.") for error in answer.json()["errors"]]
    assert named == fields
    assert pull.threads == ()


def test_an_answer_joins_the_thread_by_its_first_comment(pull: OpenedPull, client: Client) -> None:
    first = client().post("/pulls/1/comments", json={**_GOOD, "commit_id": pull.head_sha}).json()
    path = f"/pulls/1/comments/{first['id']}/replies"
    answer = client().post(path, json={"body": "Because."}).json()
    assert answer["in_reply_to_id"] == first["id"]
    assert [one.body for one in pull.threads[0].comments] == ["Three.", "Because."]
    assert client().post(f"/pulls/1/comments/{answer['id']}/replies", json={"body": "Why?"}).status_code == 404
    assert client().post(path, json={"body": ""}).status_code == 422
    old = {"body": "Old way.", "in_reply_to": first["id"], "path": "x", "commit_id": "x"}
    assert client().post("/pulls/1/comments", json=old).json()["in_reply_to_id"] == first["id"]


def test_a_review_may_be_about_an_older_head(pull: OpenedPull, source: Repository, client: Client) -> None:
    before = pull.head_sha
    source.commit({"new.py": "zero = 0\none = 1\ntwo = 2\nthree = 3\n"}, "Shift")
    pull.push()
    place = {"path": "new.py", "line": 2, "body": "Two."}
    assert client().post("/pulls/1/reviews", json=_review(place, commit_id=before)).status_code == 200
    (thread,) = pull.threads
    assert (thread.spot.line, thread.line, thread.is_outdated) == (2, 3, False)


def test_lines_of_a_patch_that_github_leaves_out_take_no_comment(
    shop: OpenedRepository, source: Repository, client: Client
) -> None:
    source.commit({"huge.py": "".join(f"x = {number}\n" for number in range(20_001))}, "Grow")
    shop.push("change")
    pull = shop.pull(head="change")
    assert client().post("/pulls/1/reviews", json=_review({**_GOOD, "path": "huge.py"})).status_code == 422
    file = {"body": "Huge.", "path": "huge.py", "subject_type": "file", "commit_id": pull.head_sha}
    assert client().post("/pulls/1/comments", json=file).status_code == 201


def test_a_locked_conversation_takes_nothing_from_an_app(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    pull.lock()
    hub.user("carol", permission="write")
    hub.user("dave", permission="read")
    assert client().post("/pulls/1/reviews", json=_review(_GOOD)).status_code == 403
    assert client(hub.personal("dave")).post("/pulls/1/reviews", json=_review(_GOOD)).status_code == 403
    assert client(hub.personal("carol")).post("/pulls/1/reviews", json=_review(_GOOD)).status_code == 200
