"""Whether a change asks for known vulnerabilities, and what becomes of the answer."""

from pathlib import Path

import pytest
from support.command import Repository

from reviewbot.advisories import Heard, heard
from reviewbot.checklist.load import checklist
from reviewbot.config.load import loaded
from reviewbot.domain.advisory import Advisory, Unasked, Vulnerable
from reviewbot.domain.levels import Severity
from reviewbot.git.repository import open_repository
from reviewbot.local import Range, local_change

NAMES = ["vulnerable-dependency"]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path)
    made.git("init", "--quiet", "--initial-branch=main")
    made.commit({"README.md": "Shop.\n", "Gemfile": 'gem "rack"\n'})
    made.git("switch", "--quiet", "--create", "change")
    return made


def found(repository: Repository, *answers: Vulnerable, config: str = "") -> Heard | None:
    """Hear what is known of the branch `change`; None where nobody was asked."""
    asked: list[bool] = []

    def ask() -> tuple[Vulnerable, ...] | Unasked:
        asked.append(True)
        return answers or Unasked("nobody is there.")

    keys = loaded(config, ".github/reviewbot.yml", NAMES, ["security"]).config
    with local_change(open_repository(repository.root), Range("main", "change")) as work:
        result = heard(work.diff, work.contents, checklist({}).items, keys, ask)
    return result if asked else None


def vulnerable(path: str, name: str = "rack") -> Vulnerable:
    return Vulnerable(path, name, "1.0", False, (Advisory("GHSA-1", Severity.HIGH, "A fault"),))


@pytest.mark.parametrize(
    "path",
    ["package.json", "a/requirements-dev.txt", "pom.xml", "build.gradle.kts", "shop.gemspec", "Gemfile.lock", "go.sum",
     "src/Shop.csproj", "composer.json", "gradle/libs.versions.toml"],
)  # fmt: skip
def test_a_manifest_or_a_lock_file_asks_once(repository: Repository, path: str) -> None:
    repository.commit({path: "rack 1.0\n"})
    result = found(repository)
    assert result == Heard(
        notes=("Known vulnerabilities of the changed dependencies were not looked up: nobody is there.",)
    )


@pytest.mark.parametrize(
    "path", ["shop.py", "README.md", "vendor/a/package.json", "tests/package.json", "examples/package.json"]
)
def test_another_file_and_one_that_is_none_of_ours_ask_nothing(repository: Repository, path: str) -> None:
    repository.commit({path: "rack 2.0\n"})
    assert found(repository) is None


@pytest.mark.parametrize("config", ["items: {vulnerable-dependency: off}", "paths: {exclude: [package.json]}"])
def test_a_team_that_does_not_want_it_is_not_asked_for(repository: Repository, config: str) -> None:
    repository.commit({"package.json": "{}\n"})
    assert found(repository, config=f"{config}\n") is None


def test_a_removed_manifest_brings_nothing(repository: Repository) -> None:
    (repository.root / "Gemfile").unlink()
    repository.commit({})
    assert found(repository) is None


def test_a_dependency_that_no_line_names_is_said_at_the_top(repository: Repository) -> None:
    repository.commit({"shop.gemspec": "Gem::Specification.new\n"})
    result = found(repository, vulnerable("shop.gemspec"))
    assert result is not None
    assert [(one.path, one.start_line) for one in result.claims] == [("shop.gemspec", 1)]


def test_what_stands_in_no_changed_file_is_noted(repository: Repository) -> None:
    repository.commit({"Gemfile": 'gem "rack", "1.0"\n'})
    result = found(repository, vulnerable("deep/pom.xml", "log4j"))
    said = "GitHub knows vulnerabilities of dependencies in files that this change does not show: "
    assert result == Heard(notes=(f"{said}log4j 1.0 (deep/pom.xml).",), is_answered=True)


def test_what_the_team_excludes_is_neither_claimed_nor_noted(repository: Repository) -> None:
    repository.commit({"Gemfile": 'gem "rack", "1.0"\n', "old/Gemfile": 'gem "rack", "1.0"\n'})
    result = found(repository, vulnerable("old/Gemfile"), config="paths: {exclude: [old/]}\n")
    assert result == Heard(is_answered=True)


def test_a_manifest_that_names_it_on_an_old_line_leaves_it_to_the_lock(repository: Repository) -> None:
    lock = "GEM\n  specs:\n    rack (1.0)\n"
    repository.commit({"Gemfile": 'gem "rack"\ngem "puma"\n', "Gemfile.lock": lock})
    result = found(repository, vulnerable("Gemfile.lock"))
    assert result is not None
    assert [(one.path, one.start_line) for one in result.claims] == [("Gemfile.lock", 3)]
