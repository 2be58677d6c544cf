"""What every workflow of ours holds to: pinned, the least permissions with their reasons, safe from injection."""

import re
from pathlib import Path

import pytest
from support.workflow import (
    ACTION,
    AUDIT,
    AUDIT_ENTERPRISE,
    ENTERPRISE,
    HOME,
    OURS,
    PASTES,
    REUSABLE,
    ROOT,
    WITH_A_KEY,
    WITHOUT_A_KEY,
    WORKFLOWS,
    Job,
    action,
    workflow,
)

from reviewbot.output import links

PAGE = ROOT / "docs" / "github.md"
_USES = re.compile(r"^\s*(?:- )?uses: (?P<what>\S+)(?P<comment> # \S.*)?$", re.MULTILINE)
_PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
_BLOCK = re.compile(r"^(?P<indent> *)permissions:\n(?P<lines>(?:(?P=indent) +.*\n)+)", re.MULTILINE)
_FILES = [pytest.param(path, id=path.name) for path in (*WORKFLOWS, *PASTES)]
_THREE_JOBS = [pytest.param(path, id=path.name) for path in (REUSABLE, ENTERPRISE)]
_STRENGTH = ("none", "read", "write")


_JOBS = [(path, name, job) for path in (*WORKFLOWS, *PASTES) for name, job in workflow(path).jobs.items()]
_EACH_JOB = [pytest.param(name, job, id=f"{path.stem}: {name}") for path, name, job in _JOBS]
_OUR_JOBS = [pytest.param(job, id=f"{path.stem}: {name}") for path, name, job in _JOBS if path not in PASTES]


@pytest.mark.parametrize("path", _FILES)
def test_every_action_is_pinned_to_a_commit_with_its_version_or_is_ours(path: Path) -> None:
    for found in _USES.finditer(path.read_text("utf-8")):
        ours = found["what"] in ("./", "$/.") or found["what"].startswith(f"{OURS}@v1")
        ours = ours or re.fullmatch(rf"{OURS}/\.github/workflows/[\w-]+\.yml@v1", found["what"]) is not None
        assert ours or (_PINNED.fullmatch(found["what"]) and found["comment"].startswith(" # v")), found[0]


@pytest.mark.parametrize("path", [*_FILES, pytest.param(ACTION, id="action.yml")])
def test_every_uses_is_one_that_the_rule_above_sees(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(_USES.findall(text)) == len(re.findall(r"\buses:", text))


@pytest.mark.parametrize("path", [one for one in _FILES if one.values[0] != WITHOUT_A_KEY])
def test_a_workflow_itself_has_no_permissions(path: Path) -> None:
    assert workflow(path).permissions == {}


@pytest.mark.parametrize(("name", "job"), _EACH_JOB)
def test_a_job_names_its_permissions_and_is_not_named_like_the_check(name: str, job: Job) -> None:
    assert job.permissions
    assert name != "reviewbot"


@pytest.mark.parametrize("path", _FILES)
def test_every_permission_has_its_reason(path: Path) -> None:
    lines = [line for block in _BLOCK.finditer(path.read_text("utf-8")) for line in block["lines"].splitlines()]
    assert lines
    assert not [line for line in lines if not re.fullmatch(r" +[a-z-]+: (read|write) # to \S.+", line)]


@pytest.mark.parametrize("job", _OUR_JOBS)
def test_a_job_that_hangs_is_ended(job: Job) -> None:
    assert 0 < int(job.minutes) <= 60


@pytest.mark.parametrize("job", _OUR_JOBS)
def test_no_script_has_an_expression_in_it(job: Job) -> None:
    assert not [step.run for step in job.steps if "${{" in step.run]


def test_inputs_of_the_action_reach_the_environment_and_nothing_else() -> None:
    steps = action().runs.steps
    used = [value for step in steps for value in step.env.values()]
    assert all("${{" not in step.run + step.condition and not step.uses for step in steps)
    assert {name for name in action().inputs if any(f"inputs.{name} " in value for value in used)} == {*action().inputs}
    assert all(step.shell == "bash" for step in steps)


def test_the_installation_sees_neither_token_nor_key() -> None:
    install, _ = action().runs.steps
    assert set(install.env) == {"UV_NO_CONFIG"}


def test_outputs_of_the_action_are_those_of_the_command() -> None:
    assert all(output.value == f"${{{{ steps.run.outputs.{name} }}}}" for name, output in action().outputs.items())


@pytest.mark.parametrize("path", _THREE_JOBS)
def test_the_job_with_the_model_key_writes_nothing(path: Path) -> None:
    jobs = workflow(path).jobs
    keyed = {name for name, job in jobs.items() if "anthropic" in str(job.steps)}
    writing = {name for name, job in jobs.items() if "write" in (job.permissions or {}).values()}
    assert (keyed, writing) == ({"review"}, {"request", "publish"})
    assert "github-token" not in str(jobs["review"].steps)


@pytest.mark.parametrize("path", _THREE_JOBS)
def test_a_newer_review_cancels_an_older_one_while_publishing_waits_its_turn(path: Path) -> None:
    jobs = workflow(path).jobs
    assert "concurrency:" not in path.read_text("utf-8").partition("\njobs:")[0]
    assert jobs["request"].concurrency == {}
    assert jobs["review"].concurrency["cancel-in-progress"] == "true"
    assert "cancel-in-progress" not in jobs["publish"].concurrency


@pytest.mark.parametrize("path", _THREE_JOBS)
def test_publishing_runs_however_the_review_ended(path: Path) -> None:
    jobs = workflow(path).jobs
    assert jobs["review"].condition == "${{ needs.request.outputs.run == 'true' }}"
    assert jobs["publish"].condition == "${{ always() && needs.request.outputs.run == 'true' }}"


@pytest.mark.parametrize("path", _THREE_JOBS)
def test_nothing_of_a_pull_request_is_checked_out(path: Path) -> None:
    assert not [step for job in workflow(path).jobs.values() for step in job.steps if "checkout" in step.uses]


def test_the_paste_allows_what_the_three_jobs_need_and_no_more() -> None:
    # GitHub refuses the whole run where a called job asks for more than its caller has.
    needed: dict[str, str] = {}
    for job in workflow(REUSABLE).jobs.values():
        for name, level in (job.permissions or {}).items():
            needed[name] = max(needed.get(name, "none"), level, key=_STRENGTH.index)
    assert workflow(WITH_A_KEY).jobs["review"].permissions == needed


_INSTEAD = (
    ("cache-mode: none # nothing here is cached\n", ""),
    ("      queue: max\n", ""),
    ("uses: $/.\n", f"uses: {OURS}@v1\n"),
    ("043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7", "c6a3b2bd78b3985e4b2f15397fec357f0fd808de # v3.2.2-node20"),
    ("3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8", "ad191675b41f6a5b46da9a048cb6893812da158b # v3.1.0-node20"),
)
_OF_SEVERAL = tuple(
    (line, "")
    for line in (
        "          pattern: reviewbot-audit-*\n",
        "          merge-multiple: true\n",
        "          overwrite: true # a job that runs again has a better one\n",
        "          overwrite: true\n",
    )
)


@pytest.mark.parametrize(
    ("ours", "theirs", "differences"),
    [
        pytest.param(REUSABLE, ENTERPRISE, _INSTEAD, id="review"),
        pytest.param(AUDIT, AUDIT_ENTERPRISE, (*_INSTEAD, *_OF_SEVERAL), id="audit"),
    ],
)
def test_the_file_for_enterprise_server_is_the_same_but_for_what_that_server_lacks(
    ours: Path, theirs: Path, differences: tuple[tuple[str, str], ...]
) -> None:
    left, right = (path.read_text("utf-8").partition("\non:\n")[2] for path in (ours, theirs))
    for known, instead in differences:
        assert known in left
        left = re.sub(rf"{re.escape(known)}[\d.]*", instead, left)
    assert right == left


def test_the_paste_without_a_key_has_ten_lines_that_count() -> None:
    lines = WITHOUT_A_KEY.read_text("utf-8").splitlines()
    assert len([line for line in lines if line.split("#")[0].strip()]) <= 10


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in PASTES])
def test_the_page_shows_a_paste_as_it_is(path: Path) -> None:
    assert f"```yaml\n{path.read_text('utf-8')}```\n" in PAGE.read_text("utf-8")


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=str(path.relative_to(ROOT)))
        for path in (ACTION, ROOT / "Dockerfile", ROOT / ".github" / "zizmor.yml", ROOT / "README.md", *WORKFLOWS,
                     *PASTES, *sorted((ROOT / "docs").glob("*.md")))
    ],
)  # fmt: skip
def test_everything_names_the_same_home(path: Path) -> None:
    named = re.findall(r"(?:github\.com/|uses: |)([\w-]+/reviewbot)(?=@|/\.github|/\*|\")", path.read_text("utf-8"))
    assert {*named} <= {OURS, "programs/reviewbot"}


def test_the_links_that_we_write_lead_to_the_same_home() -> None:
    assert links.HOME == HOME


def test_the_page_lists_the_inputs_and_outputs_of_the_action() -> None:
    inputs = [f"| `{name}` | {one.description} | {one.default and f'`{one.default}`'} |\n"
              for name, one in action().inputs.items()]  # fmt: skip
    outputs = [f"| `{name}` | {one.description} |\n" for name, one in action().outputs.items()]
    assert "".join(inputs) in PAGE.read_text("utf-8")
    assert "".join(outputs) in PAGE.read_text("utf-8")


def test_the_page_explains_sentences_that_are_really_said() -> None:
    table = PAGE.read_text("utf-8").partition("\n## When something is wrong\n")[2].partition("\n## ")[0]
    rows = [line.split(" | ")[0].strip("|` ") for line in table.splitlines() if line.startswith("| `")]
    ours = [row for row in rows if not row.startswith(("The nested job", "Event 'pull_request_target'"))]
    said = "".join(path.read_text("utf-8") for path in (ACTION, *sorted((ROOT / "src").rglob("*.py"))))
    assert len(ours) > 5
    assert not [row for row in ours if re.split(r"`|\d|\(| acme", row)[0].strip() not in said]
