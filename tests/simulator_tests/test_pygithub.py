"""PyGithub accepts what the simulator answers."""

from collections.abc import Iterator

import pytest
from github import Auth, Github, GithubException, RateLimitExceededException
from github.Repository import Repository as RemoteRepository
from simulator.hub import Simulator
from simulator.opened import OpenedPull


@pytest.fixture
def remote(hub: Simulator) -> Iterator[RemoteRepository]:
    """Open the repository as a program does."""
    address = hub.environment()["GITHUB_API_URL"]
    with Github(
        base_url=address,
        auth=Auth.Token(hub.token()),
        per_page=100,
        lazy=True,
        retry=None,
        seconds_between_requests=None,
        seconds_between_writes=None,
    ) as github:
        yield github.get_repo("acme/shop")


def test_a_pull_request_is_read_whole(pull: OpenedPull, remote: RemoteRepository) -> None:
    found = remote.get_pull(1)
    assert (found.head.sha, found.base.ref, found.user.login, found.merged) == (
        pull.head_sha,
        "main",
        "alice",
        False,
    )
    assert [one.filename for one in found.get_files()] == ["gone.txt", "logo.png", "long.txt", "new.py"]
    assert remote.compare("main", "change").merge_base_commit.sha == pull.merge_base
    assert [one.number for one in remote.get_pulls(state="all")] == [1]
    assert remote.default_branch == "main"


def test_a_review_is_posted_and_read(pull: OpenedPull, remote: RemoteRepository) -> None:
    found = remote.get_pull(1)
    comment = {"path": "new.py", "line": 2, "side": "RIGHT", "body": "Two."}
    review = found.create_review(commit=remote.get_commit(pull.head_sha), event="COMMENT", comments=[comment])  # type: ignore[list-item]
    assert (review.state, review.user.login) == ("COMMENTED", "github-actions[bot]")
    (posted,) = found.get_review_comments()
    assert (posted.body, posted.line, posted.path) == ("Two.", 2, "new.py")
    posted.create_reaction("eyes")
    found.create_review_comment_reply(posted.id, "Because.")
    assert [one.body for one in pull.threads[0].comments] == ["Two.", "Because."]


def test_comments_checks_and_permissions(pull: OpenedPull, hub: Simulator, remote: RemoteRepository) -> None:
    hub.user("carol", permission="maintain")
    found = remote.get_pull(1)
    comment = found.create_issue_comment("First.")
    comment.edit("Second.")
    assert [one.body for one in found.get_issue_comments()] == ["Second."]
    check = remote.create_check_run("reviewbot", pull.head_sha, status="in_progress")
    check.edit(conclusion="neutral", output={"title": "t", "summary": "s"})
    listed = remote.get_commit(pull.head_sha).get_check_runs()
    assert [(one.name, one.conclusion, one.app.slug) for one in listed] == [("reviewbot", "neutral", "github-actions")]
    assert remote.get_collaborator_permission("carol") == "write"


def test_refusals_become_its_exceptions(pull: OpenedPull, hub: Simulator, remote: RemoteRepository) -> None:
    with pytest.raises(GithubException) as refused:
        remote.get_pull(1).create_review(event="COMMENT", comments=[{"path": "new.py", "line": 99, "body": "x"}])
    assert (refused.value.status, refused.value.data["errors"]) == (422, ["Line could not be resolved"])
    hub.limits = type(hub.limits)(primary=0)
    with pytest.raises(RateLimitExceededException):
        remote.get_pull(1).complete()
