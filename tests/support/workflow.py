"""The action, the workflows and the pastes as values, every scalar as it is written: `on` is a key, `true` a word."""

import sys
import tomllib
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

ROOT = Path(__file__).resolve().parents[2]
HOME = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]["Repository"]
OURS = HOME.removeprefix("https://github.com/")
"""Our repository as a workflow names it; a team writes a version behind it."""

ACTION = ROOT / "action.yml"
REUSABLE = ROOT / ".github" / "workflows" / "review.yml"
ENTERPRISE = ROOT / ".github" / "workflows" / "review-enterprise-server.yml"
WORKFLOWS = tuple(sorted((ROOT / ".github" / "workflows").glob("*.yml")))
WITHOUT_A_KEY = ROOT / "docs" / "workflows" / "without-a-key.yml"
WITH_A_KEY = ROOT / "docs" / "workflows" / "with-a-key.yml"
AUDIT = ROOT / ".github" / "workflows" / "audit.yml"
AUDIT_ENTERPRISE = ROOT / ".github" / "workflows" / "audit-enterprise-server.yml"
AUDIT_PASTE = ROOT / "docs" / "workflows" / "audit.yml"
PASTES = (WITHOUT_A_KEY, WITH_A_KEY, AUDIT_PASTE)


class Part(BaseModel):
    """A part of a file; keys that no test reads are skipped."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Step(Part):
    """One step, of a job or of a composite action."""

    uses: str = ""
    run: str = ""
    shell: str = ""
    condition: str = Field("", alias="if")
    env: dict[str, str] = {}
    inputs: dict[str, str] = Field({}, alias="with")


class Job(Part):
    """One job; `permissions` is None where it says nothing of them."""

    uses: str = ""
    runs_on: str = Field("", alias="runs-on")
    condition: str = Field("", alias="if")
    minutes: str = Field("", alias="timeout-minutes")
    permissions: dict[str, str] | None = None
    concurrency: dict[str, str] = {}
    steps: tuple[Step, ...] = ()


class Workflow(Part):
    """A workflow file."""

    permissions: dict[str, str] | None = None
    jobs: dict[str, Job]


class Input(Part):
    """An input of the action."""

    description: str = ""
    default: str = ""


class Output(Part):
    """An output of the action."""

    description: str = ""
    value: str = ""


class Runs(Part):
    """What the action does."""

    using: str
    steps: tuple[Step, ...]


class Action(Part):
    """The action's file."""

    inputs: dict[str, Input]
    outputs: dict[str, Output]
    runs: Runs


def workflow(path: Path) -> Workflow:
    """Read a workflow."""
    return Workflow.model_validate(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader))  # noqa: S506


def permissions_in(path: Path) -> dict[str, dict[str, str]]:
    """Read what the token of each job of a workflow may do, in the words of the API."""
    return {
        name: {"metadata": "read"} | {key.replace("-", "_"): level for key, level in (job.permissions or {}).items()}
        for name, job in workflow(path).jobs.items()
    }


def action() -> Action:
    """Read the action."""
    return Action.model_validate(yaml.load(ACTION.read_text("utf-8"), Loader=yaml.BaseLoader))  # noqa: S506


def tool(name: str) -> str:
    """Name a program that the development lock installs beside this Python."""
    return str(Path(sys.executable).parent / name)
