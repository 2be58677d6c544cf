"""A small service in a real repository, and the command run on it as a user runs it."""

import os
from pathlib import Path

import pytest
from support.command import Ran, Repository, Run

from reviewbot.cli import main


@pytest.fixture(autouse=True)
def own_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the configuration, and the surrounding repository, of whoever runs the tests out."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "ANTHROPIC_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Make an empty repository on the branch `main`."""
    made = Repository(tmp_path / "service")
    made.root.mkdir()
    made.git("init", "--quiet", "--initial-branch=main")
    return made


@pytest.fixture
def reviewbot(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process."""

    def run(*arguments: object) -> Ran:
        capfd.readouterr()
        try:
            code = main([str(one) for one in arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capfd.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture
def review(reviewbot: Run, repository: Repository) -> Run:
    """Review the repository, as JSON."""

    def run(*arguments: object) -> Ran:
        return reviewbot("review", "--repo", repository.root, "--format", "json", *arguments)

    return run
