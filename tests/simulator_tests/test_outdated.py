"""Where comments stand after a push: they follow their lines, or they are outdated."""

import pytest
from simulator.opened import OpenedPull, OpenedRepository
from support.command import Repository
from support.github import Client

_NEW = "one = 1\ntwo = 2\nthree = 3\n"


def _commented(client: Client, **place: object) -> None:
    review = {"event": "COMMENT", "comments": [{"path": "new.py", "body": "Here.", **place}]}
    assert client().post("/pulls/1/reviews", json=review).status_code == 200


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (_NEW, 2),
        ("zero = 0\n" + _NEW, 3),
        ("two = 2\nthree = 3\n", 1),
        (_NEW + "four = 4\n", 2),
        ("one = 1\ntwo = 22\nthree = 3\n", None),
        ("one = 1\nthree = 3\n", None),
        ("one = 1\nhalf = 0\ntwo = 2\nthree = 3\n", 3),
    ],
    ids=["same", "above", "less above", "below", "changed", "removed", "just above"],
)
def test_a_comment_follows_its_line_until_the_line_changes(
    pull: OpenedPull, source: Repository, client: Client, text: str, line: int | None
) -> None:
    _commented(client, line=2)
    source.commit({"new.py": text}, "Push")
    pull.push()
    (comment,) = client().get("/pulls/1/comments").json()
    assert (comment["line"], comment["original_line"]) == (line, 2)
    assert (comment["position"] is None) == (line is None)
    assert pull.threads[0].is_outdated == (line is None)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("zero = 0\n" + _NEW, (2, 4)),
        ("one = 11\ntwo = 2\nthree = 3\n", (None, None)),
        ("one = 1\ntwo = 22\nthree = 3\n", (None, None)),
        ("one = 1\ntwo = 2\nhalf = 2.5\nthree = 3\n", (None, None)),
        (_NEW + "four = 4\n", (1, 3)),
    ],
    ids=["above", "first", "middle", "inserted", "below"],
)
def test_a_comment_on_several_lines_needs_all_of_them(
    pull: OpenedPull, source: Repository, client: Client, text: str, lines: tuple[int | None, int | None]
) -> None:
    _commented(client, start_line=1, line=3, start_side="RIGHT")
    source.commit({"new.py": text}, "Push")
    pull.push()
    (thread,) = pull.threads
    assert (thread.start_line, thread.line) == lines


def test_a_comment_on_a_file_that_left_the_diff_is_outdated(
    pull: OpenedPull, source: Repository, client: Client
) -> None:
    for path in ("new.py", "long.txt"):
        wanted = {"body": "File.", "path": path, "subject_type": "file", "commit_id": pull.head_sha}
        client().post("/pulls/1/comments", json=wanted)
    (source.root / "new.py").unlink()
    source.commit({"long.txt": "all new\n"}, "Push")
    pull.push()
    assert [thread.is_outdated for thread in pull.threads] == [True, False]


def test_a_line_that_the_diff_no_longer_shows_is_outdated(pull: OpenedPull, source: Repository, client: Client) -> None:
    review = {"event": "COMMENT", "comments": [{"path": "long.txt", "line": 2, "body": "Context."}]}
    client().post("/pulls/1/reviews", json=review)
    text = (source.root / "long.txt").read_text().replace("line three\n", "line 3\n")
    source.commit({"long.txt": text}, "Take it back")
    pull.push()
    assert pull.threads[0].is_outdated


def test_a_comment_on_a_removed_line_stays_while_the_base_does(
    pull: OpenedPull, source: Repository, client: Client
) -> None:
    review = {"event": "COMMENT", "comments": [{"path": "long.txt", "line": 3, "side": "LEFT", "body": "Why?"}]}
    client().post("/pulls/1/reviews", json=review)
    source.commit({"new.py": _NEW * 2}, "Push")
    pull.push()
    assert (pull.threads[0].line, pull.threads[0].is_outdated) == (3, False)


def test_a_comment_survives_a_rebase(
    shop: OpenedRepository, pull: OpenedPull, source: Repository, client: Client
) -> None:
    _commented(client, line=2)
    source.git("checkout", "--quiet", "main")
    tip = source.commit({"other.txt": "other\n"}, "Go on")
    source.git("checkout", "--quiet", "change")
    source.git("rebase", "--quiet", "main")
    shop.push("main")
    pull.push()
    assert (pull.base_sha, pull.threads[0].line) == (tip, 2)


def test_the_base_of_a_pull_request_is_as_old_as_its_last_push(
    shop: OpenedRepository, pull: OpenedPull, source: Repository, client: Client
) -> None:
    before = pull.base_sha
    source.git("checkout", "--quiet", "main")
    source.commit({"other.txt": "other\n"}, "Go on")
    shop.push("main")
    assert client().get("/pulls/1").json()["base"]["sha"] == before


def test_a_head_that_was_pushed_away_can_still_be_compared(
    pull: OpenedPull, source: Repository, client: Client
) -> None:
    before = pull.head_sha
    source.git("reset", "--quiet", "--hard", "main")
    source.commit({"fresh.py": "x = 1\n"}, "Start again")
    assert pull.push() == before
    assert client().get(f"/compare/{before}...{pull.head_sha}").json()["status"] == "diverged"
