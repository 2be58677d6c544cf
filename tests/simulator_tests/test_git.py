"""Git over smart HTTP: real git fetches, and is refused."""

import base64
import gzip
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from simulator.hub import WRITER, Simulator
from simulator.opened import OpenedPull
from support.command import Repository


def _git(folder: Path, *arguments: str, token: str = "") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_TERMINAL_PROMPT": "0", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    word = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    header = ("-c", f"http.extraHeader=Authorization: Basic {word}") if token else ()
    command = ("git", "-C", str(folder), *header, *arguments)
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Make an empty bare repository to fetch into."""
    subprocess.run(("git", "init", "--quiet", "--bare", str(tmp_path / "bare")), check=True)
    return tmp_path / "bare"


@pytest.mark.parametrize("suffix", [".git", ""], ids=["suffix", "no suffix"])
def test_commits_are_fetched_by_sha_without_history(hub: Simulator, pull: OpenedPull, bare: Path, suffix: str) -> None:
    address = f"{hub.url}/acme/shop{suffix}"
    fetched = _git(bare, "fetch", "--depth=1", "--no-tags", address, pull.head_sha, pull.base_sha)
    assert fetched.returncode == 0, fetched.stderr
    for sha in (pull.head_sha, pull.base_sha):
        assert _git(bare, "rev-list", "--count", sha).stdout == "1\n"
    assert all(call.is_git for call in hub.calls)
    assert hub.api_calls == ()


def test_a_head_that_was_pushed_away_is_fetched_still(
    hub: Simulator, pull: OpenedPull, source: Repository, bare: Path
) -> None:
    source.git("reset", "--quiet", "--hard", "main")
    source.commit({"fresh.py": "x = 1\n"}, "Start again")
    before = pull.push()
    assert _git(bare, "fetch", "--depth=1", f"{hub.url}/acme/shop.git", before).returncode == 0


def test_blobs_may_be_left_out(hub: Simulator, pull: OpenedPull, bare: Path) -> None:
    assert _git(bare, "fetch", "--filter=blob:none", "--depth=1", f"{hub.url}/acme/shop", pull.head_sha).returncode == 0
    assert "blob" not in _git(bare, "cat-file", "--batch-check", "--batch-all-objects").stdout


def test_the_refs_of_a_pull_request_are_there(hub: Simulator, pull: OpenedPull, bare: Path) -> None:
    listed = _git(bare, "ls-remote", f"{hub.url}/acme/shop.git", "refs/pull/*").stdout
    assert f"{pull.head_sha}\trefs/pull/1/head\n" in listed
    assert "refs/pull/1/merge" in listed


def test_a_commit_that_is_not_there_is_not_fetched(hub: Simulator, pull: OpenedPull, bare: Path) -> None:
    assert _git(bare, "fetch", "--depth=1", f"{hub.url}/acme/shop.git", "1" * 40).returncode != 0


def test_a_private_repository_wants_a_token(hub: Simulator, pull: OpenedPull, bare: Path) -> None:
    pull.repository.is_private = True
    address = f"{hub.url}/acme/shop.git"
    without = {name: level for name, level in WRITER.items() if name != "contents"}
    for token, said in (
        ("", "could not read Username"),
        ("nonsense", "could not read Username"),
        (hub.expired(), "could not read Username"),
        (hub.token(repository="acme/other"), "not found"),
        (hub.token(permissions=without), "403"),
    ):
        fetched = _git(bare, "fetch", "--depth=1", address, pull.head_sha, token=token)
        assert (fetched.returncode, said in fetched.stderr) == (128, True), fetched.stderr
    assert _git(bare, "fetch", "--depth=1", address, pull.head_sha, token=hub.token()).returncode == 0


def test_a_wrong_token_is_refused_for_a_public_repository_too(hub: Simulator, pull: OpenedPull) -> None:
    address = f"{hub.url}/acme/shop.git/info/refs?service=git-upload-pack"
    for header in ("Basic nonsense", f"Basic {base64.b64encode(b'x:y').decode()}", "Bearer wrong"):
        answer = httpx.get(address, headers={"authorization": header})
        assert (answer.status_code, "basic" in answer.headers["www-authenticate"].lower()) == (401, True)
    good = httpx.get(address, headers={"authorization": f"Bearer {hub.token()}"})
    assert (good.status_code, good.headers["content-type"]) == (200, "application/x-git-upload-pack-advertisement")


def test_nothing_is_pushed(hub: Simulator, pull: OpenedPull, source: Repository) -> None:
    for token in ("", hub.token(permissions={"contents": "write"})):
        pushed = _git(source.root, "push", f"{hub.url}/acme/shop.git", "change:other", token=token)
        assert pushed.returncode != 0
    assert "other" not in _git(source.root, "ls-remote", f"{hub.url}/acme/shop.git").stdout


_LIST = b"0014command=ls-refs\n0000"


@pytest.mark.parametrize(
    ("headers", "body"),
    [({}, iter((_LIST[:7], _LIST[7:]))), ({"content-encoding": "gzip"}, gzip.compress(_LIST))],
    ids=["chunked", "compressed"],
)
def test_a_request_comes_in_chunks_or_compressed(
    hub: Simulator, pull: OpenedPull, headers: dict[str, str], body: bytes | Iterator[bytes]
) -> None:
    kind = {"content-type": "application/x-git-upload-pack-request", "git-protocol": "version=2"}
    answer = httpx.post(f"{hub.url}/acme/shop.git/git-upload-pack", headers=kind | headers, content=body)
    assert (answer.status_code, pull.head_sha in answer.text) == (200, True)


def test_a_repository_that_is_not_there_asks_for_a_token(hub: Simulator) -> None:
    address = f"{hub.url}/acme/nothing.git/info/refs?service=git-upload-pack"
    assert httpx.get(address).status_code == 401
