"""How files changed in a year, fetched without the history before it and without any file's contents."""

from datetime import date
from pathlib import Path

import pytest
from simulator.hub import Simulator
from support.command import Repository as Source

from reviewbot.domain.diff import Sha
from reviewbot.git.fetch import Remote, bare_repository, fetch, fetch_history
from reviewbot.git.history import changed_since, churn, is_known
from reviewbot.git.repository import Repository, run

TODAY = date(2026, 6, 1)


def committed(source: Source, monkeypatch: pytest.MonkeyPatch, day: str, *names: str) -> Sha:
    """Change some files on a day."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00Z")
    monkeypatch.setenv("GIT_AUTHOR_DATE", f"{day}T12:00:00Z")
    return Sha(source.commit(dict.fromkeys(names, f"x = '{day}'\n"), f"Of {day}"))


def begun(hub: Simulator, source: Source, folder: Path, head: Sha) -> Repository:
    """Fetch one commit, as a job does."""
    hub.repository("acme/shop", source.root)
    repository = bare_repository(folder / "audit.git", Remote(f"{hub.url}/acme/shop.git", hub.token()))
    fetch(repository, {"audited": head})
    return repository


@pytest.fixture
def past(source: Source, monkeypatch: pytest.MonkeyPatch) -> list[Sha]:
    """Commit over some years."""
    source.git("checkout", "--quiet", "main")
    days = {
        "2019-01-01": ("old.py",),
        "2024-01-01": ("old.py", "a.py"),
        "2026-01-01": ("a.py",),
        "2026-05-01": ("a.py",),
    }
    return [committed(source, monkeypatch, day, *names) for day, names in days.items()]


def test_changes_of_the_year_are_counted_and_what_was_there_before_is_not(
    hub: Simulator, source: Source, past: list[Sha], tmp_path: Path
) -> None:
    repository = begun(hub, source, tmp_path, past[-1])
    assert (is_known(repository), churn(repository, past[-1], TODAY)) == (False, None)
    assert fetch_history(repository, past[-1], TODAY)
    # The first commit of the year stands at the edge, where nobody can tell what it changed.
    assert (is_known(repository), churn(repository, past[-1], TODAY)) == (True, {"a.py": 1})
    assert changed_since(repository, past[-2], past[-1]) == frozenset({"a.py"})
    assert changed_since(repository, past[0], past[-1]) is None


def test_no_contents_of_the_past_are_fetched(hub: Simulator, source: Source, past: list[Sha], tmp_path: Path) -> None:
    repository = begun(hub, source, tmp_path, past[-1])
    assert fetch_history(repository, past[-1], TODAY)
    listed = run(repository, "rev-list", "--objects", "--all", "--missing=print").decode().splitlines()
    missing = [one for one in listed if one.startswith("?")]
    assert len(missing) == 1


def test_a_young_repository_is_known_whole(
    hub: Simulator, source: Source, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    young = tmp_path / "young"
    young.mkdir()
    fresh = Source(young)
    fresh.git("init", "--quiet", "--initial-branch=main")
    for name in ("user.name=ada", "user.email=ada@example.com"):
        fresh.git("config", *name.split("="))
    committed(fresh, monkeypatch, "2026-03-01", "a.py", "b.py")
    head = committed(fresh, monkeypatch, "2026-05-01", "a.py")
    repository = begun(hub, fresh, tmp_path, head)
    assert fetch_history(repository, head, TODAY)
    assert churn(repository, head, TODAY) == {"a.py": 2, "b.py": 1}


def test_what_nobody_changed_for_years_has_no_history(
    hub: Simulator, source: Source, past: list[Sha], tmp_path: Path
) -> None:
    repository = begun(hub, source, tmp_path, past[0])
    assert not fetch_history(repository, past[0], TODAY)
    assert churn(repository, past[0], TODAY) is None
