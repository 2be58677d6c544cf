"""The main job, on real repositories: what is reviewed, what is said, and the exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.command import Ran, Repository, Run

from reviewbot.domain.coverage import FileState
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Placement
from reviewbot.domain.report import Status

CLEAN = (
    'import requests\n\n\ndef price(sku):\n    return requests.get(f"https://prices.example/{sku}", timeout=3).json()\n'
)
WAITS = CLEAN.replace(", timeout=3", "")
BROKEN_PATTERN = """\
---
id: x
title: x
severity: low
wording: {title: x, trigger: x, repair: x}
detectors:
  - language: python
    confidence: high
    rule: {kind: nonsense}
---
"""
WAITS_AT = ("call-without-timeout", "app/prices.py", 5)


@pytest.fixture
def branch(repository: Repository) -> Repository:
    """Commit a clean file on main and the same without its timeout on a branch."""
    repository.commit({"app/prices.py": CLEAN, "README.md": "Prices.\n"})
    repository.git("switch", "--quiet", "--create", "feature")
    repository.commit({"app/prices.py": WAITS})
    return repository


def states(ran: Ran) -> dict[str, tuple[FileState, str]]:
    return {one.path: (one.state, one.reason) for one in ran.report.coverage.files}


def left_out(ran: Ran) -> set[tuple[str, str]]:
    return {(one.item, one.reason) for one in ran.report.coverage.cells if one.path == "*"}


def test_a_range_is_reviewed_from_where_the_head_left_the_base(branch: Repository, review: Run) -> None:
    branch.git("switch", "--quiet", "main")
    branch.commit({"app/other.py": WAITS})
    assert review("--base", "main", "--head", "feature").found == [WAITS_AT]


def test_the_working_tree_is_reviewed_with_untracked_and_without_ignored_files(
    repository: Repository, review: Run
) -> None:
    repository.commit({"app/prices.py": CLEAN, ".gitignore": "secret.py\n"})
    repository.write({"app/prices.py": WAITS, "app/new.py": WAITS, "secret.py": WAITS})
    assert review().found == [("call-without-timeout", "app/new.py", 5), WAITS_AT]


def test_bare_review_compares_the_working_tree_with_where_the_branch_left_the_default_branch(
    branch: Repository, review: Run
) -> None:
    branch.write({"app/more.py": WAITS})
    assert review().found == [("call-without-timeout", "app/more.py", 5), WAITS_AT]


def test_reviewing_the_working_tree_leaves_the_repository_as_it_was(branch: Repository, review: Run) -> None:
    branch.write({"app/more.py": WAITS})
    branch.git("status")
    before = {path: path.read_bytes() for path in (branch.root / ".git").rglob("*") if path.is_file()}
    review()
    after = {path: path.read_bytes() for path in (branch.root / ".git").rglob("*") if path.is_file()}
    assert after == before


def test_a_diff_from_a_file_is_reviewed_by_its_hunks_and_says_what_that_leaves_out(
    branch: Repository, reviewbot: Run, tmp_path: Path
) -> None:
    diff = tmp_path / "change.diff"
    diff.write_text(branch.git("diff", "main", "feature") + "\n")
    ran = reviewbot("review", "--diff", diff, "--format", "json")
    assert ran.found == [WAITS_AT]
    assert ("openapi-removal", "a diff alone does not show the whole file") in left_out(ran)
    assert any("hunks" in note for note in ran.report.notes)
    assert ran.report.findings[0].suggestion is None


def test_a_diff_is_read_from_standard_input_outside_any_repository(branch: Repository, tmp_path: Path) -> None:
    diff = branch.git("diff", "main", "feature") + "\n"
    command = (sys.executable, "-m", "reviewbot", "review", "--diff", "-", "--format", "json")
    ran = subprocess.run(command, cwd=tmp_path, input=diff.encode(), capture_output=True, check=False)
    assert Ran(ran.returncode, ran.stdout.decode(), "").found == [WAITS_AT]
    assert ran.returncode == 0


def test_a_diff_with_its_head_is_reviewed_with_whole_files(branch: Repository, review: Run, tmp_path: Path) -> None:
    diff = tmp_path / "change.diff"
    diff.write_text(branch.git("diff", "-U0", "main", "feature") + "\n")
    ran = review("--diff", diff, "--head", "feature")
    assert ran.found == [WAITS_AT]
    assert ran.report.findings[0].suggestion is not None
    assert {reason for _, reason in left_out(ran)} == {"a question to the agent, which took no part"}


def test_a_diff_that_does_not_fit_its_head_is_not_reviewed(branch: Repository, review: Run, tmp_path: Path) -> None:
    diff = tmp_path / "change.diff"
    diff.write_text(branch.git("diff", "main", "feature") + "\n")
    ran = review("--diff", diff, "--head", "main")
    assert ran.code == 3
    assert states(ran)["app/prices.py"][0] is FileState.FAILED


def test_a_suggestion_is_proven_and_a_finding_placed_inline(branch: Repository, review: Run) -> None:
    finding = review("--head", "feature").report.findings[0]
    assert finding.placement is Placement.INLINE
    assert finding.suggestion is not None
    assert finding.suggestion.text.strip().endswith("timeout=10).json()")
    assert "applies" in finding.suggestion.proof


def test_what_was_there_before_is_counted_and_not_said(repository: Repository, review: Run) -> None:
    repository.commit({"app/prices.py": WAITS})
    repository.write({"app/prices.py": WAITS + "\n\nLIMIT = 3\n"})
    ran = review()
    assert ran.found == []
    assert ran.report.preexisting == 1


def test_what_only_moved_to_another_file_is_not_said(repository: Repository, review: Run) -> None:
    repository.commit(
        {"app/prices.py": WAITS, "app/stock.py": "import requests\n\n\ndef stock(sku):\n    return sku\n"}
    )
    moved = WAITS[WAITS.index("def price") :]
    repository.write({"app/prices.py": "import requests\n", "app/stock.py": "import requests\n\n\n" + moved})
    assert review().found == []


def test_what_moved_out_of_a_deleted_file_is_not_said(repository: Repository, review: Run) -> None:
    repository.commit({"app/prices.py": WAITS + "\n# one\n# two\n" * 9, "app/stock.py": "import requests\n"})
    (repository.root / "app/prices.py").unlink()
    repository.write({"app/stock.py": "import requests\n\n\n" + WAITS[WAITS.index("def price") :]})
    assert review().found == []


def test_a_renamed_file_is_compared_with_what_it_was(repository: Repository, review: Run) -> None:
    long = WAITS + "".join(f"\n\ndef f{number}():\n    return {number}\n" for number in range(9))
    repository.commit({"app/prices.py": long})
    repository.git("mv", "app/prices.py", "app/costs.py")
    repository.write({"app/costs.py": long + "\n\ndef cost(sku):\n    return requests.head(sku)\n"})
    assert review().found == [("call-without-timeout", "app/costs.py", long.count("\n") + 4)]


def test_a_removed_operation_is_said_on_the_line_that_went(repository: Repository, review: Run) -> None:
    spec = (
        "openapi: 3.0.3\ninfo: {title: Shop, version: 1.0.0}\npaths:\n"
        "  /v1/orders:\n    get:\n      responses:\n        '200': {description: fine}\n"
        "    delete:\n      responses:\n        '204': {description: gone}\n"
    )
    repository.commit({"openapi.yaml": spec})
    repository.write({"openapi.yaml": spec[: spec.index("    delete:")]})
    findings = review().report.findings
    assert [(one.item, one.side, one.line) for one in findings] == [("openapi-removal", Side.LEFT, 8)]


def test_a_contract_that_cannot_be_read_fails_its_file_and_no_other(repository: Repository, review: Run) -> None:
    repository.commit({"openapi.yaml": "openapi: 3.0.3\npaths: {}\n", "app/prices.py": CLEAN})
    repository.write({"openapi.yaml": "openapi: 3.0.3\npaths: {a: b: c}\n", "app/prices.py": WAITS})
    ran = review()
    assert ran.found == [WAITS_AT]
    assert states(ran)["openapi.yaml"][0] is FileState.FAILED
    assert ran.report.status is Status.PARTIAL
    assert ran.code == 3


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("yarn.lock", "lock\n", "lock file"),
        ("vendor/prices.py", WAITS, "vendored"),
        ("app/api_pb2.py", WAITS, "generated"),
        ("app/made.py", "# Code generated by make. DO NOT EDIT.\n" + WAITS, "marked as generated"),
        ("app/bundle.js", "fetch('https://a.example');" * 99, "minified"),
        ("logo.png", b"\x89PNG\0\0", "binary or too large"),
        ("app/empty.py", "", "empty"),
        ("data.json", "[" + "1,\n" * 400_000 + "1]", "binary or too large"),
    ],
    ids=["lock file", "vendored", "generated by name", "generated by mark", "minified", "binary", "empty", "too large"],
)
def test_what_is_not_looked_at_by_design_is_listed_with_its_reason(
    repository: Repository, review: Run, name: str, data: str | bytes, reason: str
) -> None:
    repository.commit({"a.py": "A = 1\n"})
    repository.write({name: data})
    ran = review()
    state, said = states(ran)[name]
    assert (state, ran.code) == (FileState.EXCLUDED, 0)
    assert said.startswith(reason)


def test_deleted_mode_only_renamed_and_linked_files_are_listed(repository: Repository, review: Run) -> None:
    repository.commit({"a.py": "A = 1\n", "b.py": "B = 1\n", "c.py": WAITS})
    repository.git("rm", "--quiet", "a.py")
    (repository.root / "b.py").chmod(0o755)
    repository.git("mv", "c.py", "d.py")
    (repository.root / "e.py").symlink_to("b.py")
    reasons = {path: reason for path, (_, reason) in states(review()).items()}
    assert reasons == {"a.py": "removed", "b.py": "mode changed only", "d.py": "renamed only", "e.py": "symbolic link"}


@pytest.mark.parametrize(
    "text",
    [
        WAITS.replace("\n", "\r\n").encode(),
        WAITS.encode().replace(b"def price", b"# caf\xe9\ndef price"),
        WAITS.rstrip("\n").encode(),
        b"\xef\xbb\xbf" + WAITS.encode(),
    ],
    ids=["CRLF", "not UTF-8", "no newline at the end", "byte order mark"],
)
def test_odd_text_is_reviewed(repository: Repository, review: Run, text: bytes) -> None:
    repository.commit({"a.py": "A = 1\n"})
    repository.write({"app/prices.py": text})
    ran = review()
    assert [(item, path) for item, path, _ in ran.found] == [WAITS_AT[:2]]
    assert states(ran)["app/prices.py"] == (FileState.REVIEWED, "")


@pytest.mark.parametrize("name", ['we"ird.py', "tab\there.py", "zwei wörter.py", "a b/c b/d.py"])
def test_odd_names_are_reviewed(repository: Repository, review: Run, name: str) -> None:
    repository.commit({"a.py": "A = 1\n"})
    repository.write({name: WAITS})
    assert review().found == [("call-without-timeout", name, 5)]


def test_a_file_without_a_grammar_is_read_as_text_and_says_so(repository: Repository, review: Run) -> None:
    repository.commit({"a.py": "A = 1\n"})
    repository.write({"deploy.properties": "retries = 3\n"})
    assert states(review())["deploy.properties"] == (
        FileState.REVIEWED,
        "no grammar for this kind of file: read as plain text",
    )


def test_a_suppression_comment_is_honoured_and_shown(repository: Repository, review: Run) -> None:
    repository.commit({"app/prices.py": CLEAN})
    comment = "    # reviewbot: ignore[call-without-timeout] the session has one\n"
    repository.write({"app/prices.py": WAITS.replace("    return", comment + "    return")})
    ran = review("--fail-on", "low")
    assert (ran.code, ran.found) == (0, [])
    suppressed = ran.report.findings[0].suppressed
    assert suppressed is not None
    assert suppressed.reason == "the session has one"


@pytest.mark.parametrize(("level", "code"), [("critical", 0), ("high", 1), ("low", 1), ("never", 0)])
def test_findings_at_or_above_the_level_give_exit_code_1(
    branch: Repository, review: Run, level: str, code: int
) -> None:
    assert review("--fail-on", level).code == code


def test_locally_the_configured_level_does_not_count(branch: Repository, review: Run) -> None:
    branch.commit({".github/reviewbot.yml": "fail_on: low\n"})
    assert review().code == 0


@pytest.mark.parametrize("engine", ["agent", "all"])
def test_an_agent_without_a_key_gives_3_with_the_detectors_findings(
    branch: Repository, review: Run, engine: str
) -> None:
    ran = review("--engine", engine)
    assert (ran.code, ran.found) == (3, [WAITS_AT])
    assert ran.report.problem is not None
    assert "ANTHROPIC_API_KEY" in ran.err


def test_two_runs_give_the_same_bytes(branch: Repository, review: Run) -> None:
    assert review("--head", "feature").out == review("--head", "feature").out


def test_configuration_decides_what_is_asked(branch: Repository, review: Run) -> None:
    branch.write({".github/reviewbot.yml": "items: {call-without-timeout: off}\n"})
    assert review().found == []
    branch.write({".github/reviewbot.yml": "overrides: [{paths: [app/], items: {call-without-timeout: low}}]\n"})
    assert [one.severity for one in review().report.findings] == ["low"]
    branch.write({".github/reviewbot.yml": "paths: {exclude: [app/]}\n"})
    assert states(review())["app/prices.py"] == (FileState.EXCLUDED, "excluded by `paths.exclude`: app/")


def test_thresholds_leave_findings_out_and_say_so(branch: Repository, review: Run) -> None:
    branch.write({".github/reviewbot.yml": "min_severity: critical\n"})
    ran = review()
    assert ran.found == []
    assert any("left out" in note for note in ran.report.notes)


def test_configuration_can_be_read_from_a_revision(branch: Repository, review: Run) -> None:
    branch.write({".github/reviewbot.yml": "items: {call-without-timeout: off}\n"})
    assert review("--config-from", "main", "--head", "feature").found == [WAITS_AT]


def test_a_configuration_that_is_a_link_is_not_followed(branch: Repository, review: Run, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yml").write_text("items: {call-without-timeout: off}\n")
    (branch.root / ".github").mkdir()
    (branch.root / ".github/reviewbot.yml").symlink_to(tmp_path / "elsewhere.yml")
    assert review("--head", "feature").found == [WAITS_AT]


def test_a_teams_own_item_is_asked(branch: Repository, review: Run) -> None:
    item = (
        "---\nid: no-print\ntitle: print\nseverity: low\nwording: {title: It prints, trigger: When it runs., "
        "repair: Log.}\ndetectors:\n  - language: python\n    confidence: high\n    requires: [print]\n"
        "    rule: {kind: call, has: {field: function, regex: ^print$}}\n---\nWhy.\n"
    )
    branch.write({".github/reviewbot/checklist/no-print.md": item, "app/tell.py": "print(1)\n"})
    assert ("no-print", "app/tell.py", 1) in review().found


def test_outputs_are_written_beside_standard_output(branch: Repository, review: Run, tmp_path: Path) -> None:
    names = ("a.html", "b.json", "c.sarif", "d.md", "e.rdjsonl", "f.txt")
    ran = review(*(part for name in names for part in ("-o", tmp_path / "out" / name)))
    assert (tmp_path / "out/b.json").read_text() == ran.out
    assert json.loads((tmp_path / "out/c.sarif").read_text())["version"] == "2.1.0"
    assert "waits without limit" in (tmp_path / "out/a.html").read_text()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == list(names)


@pytest.mark.parametrize("form", ["text", "markdown", "json", "sarif", "github", "html", "rdjsonl"])
def test_every_format_says_the_finding(branch: Repository, reviewbot: Run, form: str) -> None:
    ran = reviewbot("review", "--repo", branch.root, "--format", form)
    assert "call-without-timeout" in ran.out
    assert ran.code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--head", "nowhere"), "There is no commit `nowhere`"),
        (("--base", "--output=x"), "expected one argument"),
        (("--head", "-x"), "expected one argument"),
        (("-o", "report.pdf"), "does not tell its format"),
        (("--diff", "missing.diff"), "cannot be read"),
        (("--diff", "-", "--base", "main"), "brings its own base"),
        (("--fail-on", "sometimes"), "invalid choice"),
        (("--head", "main", "--worktree"), "not allowed with"),
    ],
    ids=lambda value: str(value[0]) if isinstance(value, tuple) else "",
)
def test_wrong_use_gives_2_and_a_sentence(
    branch: Repository, review: Run, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = review(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err


def test_a_folder_that_is_no_repository_gives_2(reviewbot: Run, tmp_path: Path) -> None:
    ran = reviewbot("review", "--repo", tmp_path)
    assert ran.code == 2
    assert "is not in a git repository" in ran.err


def test_a_diff_that_does_not_parse_gives_2_with_its_line(reviewbot: Run, tmp_path: Path) -> None:
    diff = tmp_path / "bad.diff"
    diff.write_text("--- a/x.py\n+++ b/x.py\n@@ -1,3 +1,3 @@\n a\n")
    ran = reviewbot("review", "--diff", diff)
    assert (ran.code, ran.out) == (2, "")
    assert f"{diff}:" in ran.err


def test_an_empty_diff_gives_0_and_says_that_there_is_nothing(reviewbot: Run, tmp_path: Path) -> None:
    diff = tmp_path / "empty.diff"
    diff.touch()
    ran = reviewbot("review", "--diff", diff)
    assert ran.code == 0
    assert "nothing to review" in ran.err


def test_no_change_gives_0_and_says_what_to_do(repository: Repository, review: Run) -> None:
    repository.commit({"a.py": "A = 1\n"})
    ran = review()
    assert (ran.code, ran.found) == (0, [])
    assert "--base" in ran.err


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        (".github/reviewbot.yml", "a: b: c\n", "reviewbot.yml:1: This is no YAML"),
        (".github/reviewbot.yml", "\nitmes: {}\n", "reviewbot.yml:2:"),
        (".github/reviewbot/checklist/x.md", "no front matter\n", "x.md:1: There is no front matter."),
        (".github/reviewbot/checklist/x.md", BROKEN_PATTERN, "x.md:7: This rule cannot be used for python"),
    ],
    ids=["no YAML", "unknown key", "broken item", "broken pattern"],
)
def test_a_broken_configuration_gives_2_with_file_and_line_and_writes_nothing(
    branch: Repository, review: Run, tmp_path: Path, name: str, text: str, sentence: str
) -> None:
    branch.write({name: text})
    ran = review("-o", tmp_path / "r.html")
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert not (tmp_path / "r.html").exists()


def test_it_runs_inside_a_git_hook(branch: Repository) -> None:
    environment = os.environ | {"GIT_DIR": "/nowhere", "GIT_INDEX_FILE": "/nowhere/index"}
    command = (sys.executable, "-m", "reviewbot", "review", "--repo", str(branch.root), "--format", "json")
    ran = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert Ran(ran.returncode, ran.stdout.decode(), "").found == [WAITS_AT]


def test_nothing_of_a_reviewed_repository_is_imported(branch: Repository) -> None:
    trap = "import pathlib\npathlib.Path('sprung').touch()\n"
    huge = "A = 1\n" * 3_000 + WAITS
    branch.write({"pickle.py": trap, "reviewbot.py": trap, "ast_grep_py.py": trap, "huge.py": huge})
    script = Path(sys.executable).with_name("reviewbot")
    ran = subprocess.run((script, "review", "--format", "json"), cwd=branch.root, capture_output=True, check=False)
    assert ("call-without-timeout", "huge.py", 3_005) in Ran(ran.returncode, ran.stdout.decode(), "").found
    assert not (branch.root / "sprung").exists()


def test_a_reader_that_goes_away_is_no_error(branch: Repository) -> None:
    command = (sys.executable, "-m", "reviewbot", "review", "--repo", str(branch.root), "--format", "html")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_secret_is_masked_in_what_every_item_says_of_its_line(repository: Repository, reviewbot: Run) -> None:
    secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0" * 2
    repository.commit({"a.py": "A = 1\n"})
    repository.write(
        {"a.py": f"import requests\nrequests.get('https://a.example', headers={{'t': '{secret[:40]}'}})\n"}
    )
    for form in ("text", "markdown", "json", "sarif", "github", "html", "rdjsonl"):
        ran = reviewbot("review", "--repo", repository.root, "--format", form)
        assert "call-without-timeout" in ran.out
        assert "hardcoded-secret" in ran.out
        assert secret[:40] not in ran.out


def test_a_diff_outside_any_repository_goes_by_the_defaults(
    branch: Repository, reviewbot: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "change.diff").write_text(branch.git("diff", "main", "feature") + "\n")
    monkeypatch.chdir(tmp_path)
    ran = reviewbot("review", "--diff", "change.diff", "--format", "json")
    assert ran.found == [WAITS_AT]


def test_a_file_that_the_diffs_head_does_not_have_fails_and_a_removed_one_is_listed(
    branch: Repository, review: Run, tmp_path: Path
) -> None:
    branch.git("switch", "--quiet", "main")
    branch.git("rm", "--quiet", "README.md")
    branch.commit({"app/new.py": WAITS})
    (tmp_path / "change.diff").write_text(branch.git("diff", "HEAD~1", "HEAD") + "\n")
    assert review("--diff", tmp_path / "change.diff", "--head", "main").found == [
        ("call-without-timeout", "app/new.py", 5)
    ]
    ran = review("--diff", tmp_path / "change.diff", "--head", "feature")
    assert states(ran) == {
        "README.md": (FileState.EXCLUDED, "removed"),
        "app/new.py": (FileState.FAILED, "the head has no such file"),
    }


def test_a_new_file_in_a_diff_alone_has_no_base(branch: Repository, reviewbot: Run, tmp_path: Path) -> None:
    branch.commit({"app/new.py": WAITS})
    (tmp_path / "change.diff").write_text(branch.git("diff", "HEAD~1", "HEAD") + "\n")
    ran = reviewbot("review", "--diff", tmp_path / "change.diff", "--format", "json")
    assert ran.found == [("call-without-timeout", "app/new.py", 5)]


def test_a_configuration_that_is_no_utf_8_gives_2_with_the_line(branch: Repository, review: Run) -> None:
    branch.write({".github/reviewbot.yml": b"version: 1\n# caf\xe9\n"})
    ran = review()
    assert ran.code == 2
    assert ".github/reviewbot.yml:2: This is no UTF-8." in ran.err


def test_a_large_change_is_looked_at_by_several_processes_and_reads_the_same(
    repository: Repository, review: Run
) -> None:
    repository.commit({"a.py": "A = 1\n"})
    repository.write({f"app/f{number}.py": WAITS for number in range(61)})
    ran = review()
    assert ran.found == sorted(("call-without-timeout", f"app/f{number}.py", 5) for number in range(61))
    assert ran.out == review().out
