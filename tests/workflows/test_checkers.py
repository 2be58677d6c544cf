"""What others' checkers say of the action, the workflows, the pastes, their scripts and the container's recipe."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from support.workflow import ACTION, PASTES, ROOT, WORKFLOWS, action, tool, workflow

_SCRIPTS = [(step.run, f"action: {step.run.splitlines()[0]}") for step in action().runs.steps if step.run] + [
    (step.run, f"{path.stem} {name}: {step.run.splitlines()[0]}")
    for path in WORKFLOWS
    for name, job in workflow(path).jobs.items()
    for step in job.steps
    if step.run
]
_FILES = [pytest.param(path, id=path.name) for path in (*WORKFLOWS, *PASTES)]


def _said(*command: str | Path, given: str = "") -> str:
    """Give what a checker says; nothing where it is content."""
    environment = os.environ | {"PATH": os.pathsep.join((str(Path(tool("act")).parent), os.environ["PATH"]))}
    done = subprocess.run(command, input=given, text=True, capture_output=True, env=environment, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def _zizmor(*options: str) -> str:
    config = ROOT / ".github" / "zizmor.yml"
    return _said(tool("zizmor"), "--quiet", "--offline", "--config", config, *options, ACTION, *WORKFLOWS, *PASTES)


def test_the_action_has_the_form_that_github_reads() -> None:
    assert not _said(tool("check-jsonschema"), "--builtin-schema", "vendor.github-actions", ACTION)


@pytest.mark.parametrize("path", _FILES)
def test_a_workflow_has_the_form_that_github_reads(path: Path) -> None:
    assert not _said(tool("check-jsonschema"), "--builtin-schema", "vendor.github-workflows", path)


def test_actionlint_finds_nothing() -> None:
    assert not _said(tool("actionlint"), *WORKFLOWS, *PASTES)


def test_zizmor_finds_nothing() -> None:
    assert not _zizmor()


def test_zizmor_would_find_what_is_ignored_with_its_reason_and_nothing_else() -> None:
    found = _zizmor("--no-ignores", "--format=json-v1")
    assert {one["ident"] for one in json.loads(found)} == {"dangerous-triggers", "self-repository"}


@pytest.mark.parametrize("script", [pytest.param(run, id=name) for run, name in _SCRIPTS])
def test_shellcheck_finds_nothing_in_a_step(script: str) -> None:
    # As a runner starts it.
    assert not _said(tool("shellcheck"), "--shell=bash", "-", given=f"set -eo pipefail\n{script}")


def test_hadolint_finds_nothing() -> None:
    assert not _said(tool("hadolint"), ROOT / "Dockerfile")
