"""`config` and `checklist`, as a user runs them."""

import json
from pathlib import Path

import jsonschema
import pytest
from support.command import Repository, Run


def test_no_configuration_is_valid_and_the_defaults_hold(repository: Repository, reviewbot: Run) -> None:
    ran = reviewbot("config", "check", "--repo", repository.root)
    assert ran.code == 0
    assert "the defaults hold; 0 items" in ran.out


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("fial_on: high\n", "Did you mean `fail_on`?"),
        ("engine: detector\n", "Did you mean `detectors`?"),
        ("items: {query-in-lop: off}\n", "Did you mean `query-in-loop`?"),
        ("max_comments: many\n", "0 to 50"),
        ("language: fr\n", "one of `en`, `de`"),
    ],
    ids=["key", "value", "item", "type", "language"],
)
def test_a_wrong_word_gives_2_with_the_line_and_the_nearest_right_word(
    repository: Repository, reviewbot: Run, text: str, sentence: str
) -> None:
    repository.write({".github/reviewbot.yml": "\n" + text})
    ran = reviewbot("config", "check", "--repo", repository.root)
    assert ran.code == 2
    assert ".github/reviewbot.yml:2: " in ran.err
    assert sentence in ran.err


def test_the_configuration_is_found_from_a_folder_below(repository: Repository, reviewbot: Run) -> None:
    repository.write({".github/reviewbot.yml": "fail_on: low\n", "app/a.py": "A = 1\n"})
    assert "fail_on: low" in reviewbot("config", "show", "--repo", repository.root / "app").out


def test_show_gives_what_holds_for_a_path(repository: Repository, reviewbot: Run) -> None:
    text = "overrides: [{paths: [scripts/], fail_on: never}, {paths: [scripts/old/], fail_on: high}]\n"
    repository.write({".github/reviewbot.yml": text})
    show = ("config", "show", "--repo", repository.root)
    assert "fail_on: critical" in reviewbot(*show, "app/a.py").out
    assert "fail_on: never" in reviewbot(*show, "scripts/a.py").out
    assert "fail_on: high" in reviewbot(*show, "scripts/old/a.py").out


def test_the_configuration_of_a_revision_is_shown(repository: Repository, reviewbot: Run) -> None:
    repository.commit({".github/reviewbot.yml": "fail_on: low\n"})
    repository.write({".github/reviewbot.yml": "fail_on: high\n"})
    ran = reviewbot("config", "show", "--repo", repository.root, "--config-from", "HEAD")
    assert "fail_on: low" in ran.out


def test_the_configuration_of_a_bare_repository_is_its_newest_commits(
    repository: Repository, reviewbot: Run, tmp_path: Path
) -> None:
    repository.commit({".github/reviewbot.yml": "fail_on: low\n"})
    repository.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare"))
    assert "fail_on: low" in reviewbot("config", "show", "--repo", tmp_path / "bare").out


@pytest.mark.parametrize("report", [False, True], ids=["configuration", "report"])
def test_schemas_are_schemas(reviewbot: Run, *, report: bool) -> None:
    ran = reviewbot("config", "schema", *(["--report"] if report else []))
    schema = json.loads(ran.out)
    jsonschema.validators.validator_for(schema).check_schema(schema)


def test_a_report_fits_its_published_schema(repository: Repository, reviewbot: Run) -> None:
    repository.commit({"a.py": "A = 1\n"})
    repository.write({"a.py": "import requests\nrequests.get('https://a.example')\n"})
    schema = json.loads(reviewbot("config", "schema", "--report").out)
    report = json.loads(reviewbot("review", "--repo", repository.root, "--format", "json").out)
    jsonschema.validate(report, schema)
    assert report["findings"]


def test_the_checklist_is_listed(tmp_path: Path, reviewbot: Run) -> None:
    ran = reviewbot("checklist", "list", "--repo", tmp_path)
    assert any(line.split()[:3] == ["query-in-loop", "high", "data-access"] for line in ran.out.split("\n"))


def test_an_item_is_shown_as_a_page(tmp_path: Path, reviewbot: Run) -> None:
    ran = reviewbot("checklist", "show", "query-in-loop", "--repo", tmp_path)
    assert ran.out.startswith("# Query inside a loop")
    assert "## Bad" in ran.out


def test_an_item_that_is_not_there_gives_2_with_the_nearest(tmp_path: Path, reviewbot: Run) -> None:
    ran = reviewbot("checklist", "show", "query-in-lop", "--repo", tmp_path)
    assert ran.code == 2
    assert "Did you mean `query-in-loop`?" in ran.err


def test_examples_are_run_and_a_wrong_one_is_told_with_its_line(repository: Repository, reviewbot: Run) -> None:
    item = (
        "---\nid: no-print\ntitle: print\nseverity: low\nwording: {title: It prints, trigger: When it runs., "
        "repair: Log.}\ndetectors:\n  - language: python\n    confidence: high\n    requires: [print]\n"
        "    rule: {kind: call, has: {field: function, regex: ^print$}}\n---\nWhy.\n\n## Bad\n\n"
        "```python\nprint(1)\nlog(2)  # finding\n```\n"
    )
    repository.write({".github/reviewbot/checklist/no-print.md": item})
    ran = reviewbot("checklist", "test", "no-print", "--repo", repository.root)
    assert ran.code == 1
    assert ".github/reviewbot/checklist/no-print.md:17: `no-print` fires here and is not marked\n  + " in ran.out
    assert ".github/reviewbot/checklist/no-print.md:18: `no-print` is marked here and does not fire\n  - " in ran.out


def test_our_own_examples_are_all_as_marked(tmp_path: Path, reviewbot: Run) -> None:
    ran = reviewbot("checklist", "test", "call-without-timeout", "--repo", tmp_path)
    assert (ran.code, "all as marked" in ran.out) == (0, True)


def test_outside_a_repository_the_folders_configuration_is_read(tmp_path: Path, reviewbot: Run) -> None:
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/reviewbot.yml").write_text("fail_on: low\n")
    assert "fail_on: low" in reviewbot("config", "show", "--repo", tmp_path).out


def test_a_revision_needs_a_repository(tmp_path: Path, reviewbot: Run) -> None:
    ran = reviewbot("config", "show", "--repo", tmp_path, "--config-from", "HEAD")
    assert ran.code == 2
    assert "is not in a git repository" in ran.err


def test_a_new_item_is_written_and_its_examples_pass(repository: Repository, reviewbot: Run) -> None:
    ran = reviewbot("checklist", "new", "print-in-handler", "--repo", repository.root)
    assert (ran.code, ran.out.partition(".")[0]) == (0, "Wrote ")
    assert "id: print-in-handler\n" in (repository.root / ".github/reviewbot/checklist/print-in-handler.md").read_text()
    tested = reviewbot("checklist", "test", "print-in-handler", "--repo", repository.root)
    assert (tested.code, tested.out) == (0, "2 examples of 1 items: all as marked\n")


@pytest.mark.parametrize(
    ("name", "message"),
    [("query-in-loop", "The id `query-in-loop` is taken."), ("../../x", "`../../x` is no id."), ("X", "`X` is no id.")],
    ids=["taken", "path", "capital"],
)
def test_a_new_item_needs_a_free_id(name: str, message: str, repository: Repository, reviewbot: Run) -> None:
    ran = reviewbot("checklist", "new", name, "--repo", repository.root)
    assert (ran.code, message in ran.err) == (2, True)


def test_a_new_item_says_where_it_cannot_be_written(tmp_path: Path, reviewbot: Run) -> None:
    (tmp_path / ".github").write_text("a file")
    ran = reviewbot("checklist", "new", "print-in-handler", "--repo", tmp_path)
    assert (ran.code, "cannot be written" in ran.err) == (2, True)


def test_the_templates_to_begin_with_are_valid_and_never_overwritten(repository: Repository, reviewbot: Run) -> None:
    folder = repository.root / ".github/reviewbot/templates"
    assert reviewbot("config", "templates", folder).code == 0
    assert sorted(file.name for file in folder.iterdir()) == ["comment.md.j2", "summary.md.j2"]
    ran = reviewbot("config", "check", "--repo", repository.root)
    assert (ran.code, ran.err) == (0, "")
    again = reviewbot("config", "templates", folder)
    assert again.code == 2
    assert "comment.md.j2` is there already." in again.err


def test_check_tells_what_is_wrong_with_every_template(repository: Repository, reviewbot: Run) -> None:
    folder = ".github/reviewbot/templates"
    repository.write({f"{folder}/comment.md.j2": "\n{{ titel }}", f"{folder}/summary.md.j2": "{{ headline | uper }}"})
    ran = reviewbot("config", "check", "--repo", repository.root)
    assert ran.code == 2
    assert f"{folder}/comment.md.j2:2: There is no value `titel`." in ran.err
    assert "Did you mean `title`?" in ran.err
    assert f"{folder}/summary.md.j2:1: There is no filter `uper`. Did you mean `upper`?" in ran.err
