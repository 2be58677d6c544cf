"""Real repositories in temporary folders, untouched by the configuration of whoever runs the tests."""

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reviewbot.domain.diff import Sha

_CONFIG = """\
[user]
    name = Ada
    email = ada@example.org
[init]
    defaultBranch = main
[commit]
    gpgSign = false
"""


@pytest.fixture(autouse=True)
def own_configuration(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give git a home of its own, and the file of its configuration for a test to write to."""
    home = tmp_path_factory.mktemp("home")
    config = home / ".gitconfig"
    config.write_text(_CONFIG)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return config


@pytest.fixture
def git() -> Callable[..., str]:
    """Run git in a folder and give what it prints."""

    def call(folder: Path, *arguments: str, stdin: bytes = b"") -> str:
        result = subprocess.run(("git", *arguments), cwd=folder, input=stdin, capture_output=True, check=True)
        return result.stdout.decode("utf-8", "surrogateescape").strip()

    return call


@pytest.fixture
def folder(tmp_path: Path, git: Callable[..., str]) -> Path:
    """Make an empty repository."""
    path = tmp_path / "repository"
    path.mkdir()
    git(path, "init", "--quiet")
    return path


@pytest.fixture
def commit(git: Callable[..., str]) -> Callable[..., Sha]:
    """Commit exactly the given files on a branch, without a working tree, so that any name can be tested.

    A file is its contents, or a pair of git's mode and contents; a submodule's contents are its commit.
    """

    def call(
        folder: Path,
        files: Mapping[bytes, bytes | tuple[bytes, bytes]],
        branch: str = "main",
        parent: str = "",
    ) -> Sha:
        start = b"from %b\n" % parent.encode() if parent else b""
        if not start and git(folder, "branch", "--list", branch):
            start = b"from refs/heads/%b^0\n" % branch.encode()
        stream = b"commit refs/heads/%b\ncommitter Ada <ada@example.org> 1 +0000\ndata 1\nx\n%bdeleteall\n" % (
            branch.encode(),
            start,
        )
        entries = (_entry(name, file) for name, file in files.items())
        git(folder, "fast-import", "--quiet", "--force", stdin=stream + b"".join(entries))
        return Sha(git(folder, "rev-parse", f"refs/heads/{branch}"))

    return call


def _entry(name: bytes, file: bytes | tuple[bytes, bytes]) -> bytes:
    mode, data = file if isinstance(file, tuple) else (b"100644", file)
    escapes = {b"\\": b"\\\\", b'"': b'\\"', b"\n": b"\\n"}
    quoted = b'"' + b"".join(escapes.get(bytes([byte]), bytes([byte])) for byte in name) + b'"'
    if mode == b"160000":
        return b"M %b %b %b\n" % (mode, data, quoted)
    return b"M %b inline %b\ndata %d\n%b\n" % (mode, quoted, len(data), data)
