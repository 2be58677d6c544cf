"""Commits fetched over HTTP into a bare repository of our own."""

from pathlib import Path

import pytest
from simulator.hub import Simulator
from simulator.opened import OpenedPull, OpenedRepository
from support.command import Repository as Source

from reviewbot.domain.diff import Sha
from reviewbot.errors import AccessError, GitError, PullError
from reviewbot.git.changes import changed_files
from reviewbot.git.fetch import Remote, bare_repository, fetch
from reviewbot.git.repository import Repository, run
from reviewbot.git.snapshot import Snapshot


def remote(hub: Simulator, name: str = "acme/shop", token: str | None = None) -> Remote:
    return Remote(f"{hub.url}/{name}.git", hub.token() if token is None else token)


def fetched(folder: Path, source: Remote, pull: OpenedPull, *, without_contents: bool = False) -> Repository:
    repository = bare_repository(folder / "pull.git", source)
    wanted = {"merge-base": Sha(pull.merge_base), "head": Sha(pull.head_sha)}
    fetch(repository, wanted, without_contents=without_contents)
    return repository


@pytest.mark.parametrize("without_contents", [False, True], ids=["whole", "without contents"])
def test_two_commits_are_enough_for_their_diff_and_their_files(
    hub: Simulator, pull: OpenedPull, tmp_path: Path, without_contents: bool
) -> None:
    repository = fetched(tmp_path, remote(hub), pull, without_contents=without_contents)
    changes = changed_files(repository, Sha(pull.merge_base), Sha(pull.head_sha))
    assert [file.path for file in changes.files] == ["shop.py"]
    assert not changes.unread
    assert b"SELECT" in (Snapshot(repository, Sha(pull.head_sha)).read("shop.py") or b"")


def test_no_file_of_the_head_is_written(hub: Simulator, pull: OpenedPull, tmp_path: Path) -> None:
    repository = fetched(tmp_path, remote(hub), pull)
    assert not list(repository.git_dir.rglob("*.py"))
    assert not list((repository.git_dir / "hooks").glob("*")) if (repository.git_dir / "hooks").exists() else True


def test_the_token_is_in_no_file(hub: Simulator, pull: OpenedPull, tmp_path: Path) -> None:
    token = hub.token()
    repository = fetched(tmp_path, remote(hub, token=token), pull)
    assert token not in (repository.git_dir / "config").read_text()


def test_what_was_fetched_is_held_by_refs(hub: Simulator, pull: OpenedPull, tmp_path: Path) -> None:
    repository = fetched(tmp_path, remote(hub), pull)
    refs = run(repository, "for-each-ref", "--format=%(refname)").decode().split()
    assert refs == ["refs/reviewbot/head", "refs/reviewbot/merge-base"]


def test_a_commit_that_is_gone_is_said_to_be(hub: Simulator, pull: OpenedPull, tmp_path: Path) -> None:
    repository = bare_repository(tmp_path / "pull.git", remote(hub))
    with pytest.raises(PullError, match="not there any more"):
        fetch(repository, {"head": Sha("1" * 40)})


def test_a_private_repository_needs_a_token(
    hub: Simulator, source: Source, shop: OpenedRepository, tmp_path: Path
) -> None:
    secret = hub.repository("acme/secret", source.root, is_private=True)
    pull = secret.pull(head="change")
    with pytest.raises((AccessError, PullError)):
        fetched(tmp_path / "one", remote(hub, "acme/secret", ""), pull)
    with pytest.raises((AccessError, PullError)):
        fetched(tmp_path / "two", remote(hub, "acme/secret", "ghs_wrong"), pull)
    assert fetched(tmp_path / "three", remote(hub, "acme/secret"), pull)


def test_a_repository_that_is_not_there_is_said_to_be_missing(hub: Simulator, pull: OpenedPull, tmp_path: Path) -> None:
    with pytest.raises((PullError, AccessError)):
        fetched(tmp_path, remote(hub, "acme/none"), pull)


def test_a_server_that_does_not_answer_is_a_failure_of_git(pull: OpenedPull, tmp_path: Path) -> None:
    with pytest.raises(GitError, match="could not be fetched"):
        fetched(tmp_path, Remote("http://127.0.0.1:1/acme/shop.git"), pull)


@pytest.mark.parametrize("url", ["ext::sh -c true", "file:///etc", "ssh://example.org/x"])
def test_only_http_is_spoken(pull: OpenedPull, tmp_path: Path, url: str) -> None:
    with pytest.raises(GitError):
        fetched(tmp_path, Remote(url), pull)
