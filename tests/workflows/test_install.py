"""The action's first step, run as a runner runs it: what it installs, and what it leaves alone."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.workflow import ROOT, action, tool

pytestmark = pytest.mark.slow

_TRAP = "import pathlib; pathlib.Path(__file__).with_name('sprung').touch()\n"
_NAMES = ("pip.py", "sitecustomize.py", "encodings.py", "setuptools.py")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Path]:
    """Lay out what a pull request could have put where the job stands."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    for name in _NAMES:
        (folder / name).write_text(_TRAP, "utf-8")
    (folder / "uv.toml").write_text('index-url = "http://127.0.0.1:1/simple"\n', "utf-8")
    (folder / ".python-version").write_text("2.7\n", "utf-8")
    before = sorted(folder.iterdir())
    yield folder
    assert sorted(folder.iterdir()) == before


def _installed(tmp_path: Path, workspace: Path, programs: Path) -> subprocess.CompletedProcess[str]:
    """Run the step with the programs of one folder and those that every runner has."""
    script, outputs = tmp_path / "script.sh", tmp_path / "outputs"
    script.write_text(action().runs.steps[0].run, "utf-8")
    outputs.touch()
    (tmp_path / "temporary").mkdir()
    ours = tmp_path / "ours"
    for name in ("src", "prompts"):
        shutil.copytree(ROOT / name, ours / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("requirements.lock", "requirements-uv.lock", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, ours)
    before = {path: path.stat().st_mtime_ns for path in ours.rglob("*")}
    set_here = {
        "PATH": f"{programs}:/usr/bin:/bin",
        "RUNNER_TEMP": str(tmp_path / "temporary"),
        "GITHUB_ACTION_PATH": str(ours),
        "GITHUB_OUTPUT": str(outputs),
        "UV_NO_CONFIG": "1",
    }
    kept = {name: value for name, value in os.environ.items() if name.startswith(("HOME", "PIP_", "SSL_", "UV_"))}
    bash = ("bash", "--noprofile", "--norc", "-eo", "pipefail", str(script))
    done = subprocess.run(
        bash, cwd=workspace, env=kept | set_here, capture_output=True, text=True, check=False, timeout=300
    )
    assert {path: path.stat().st_mtime_ns for path in ours.rglob("*")} == before, "the action's folder was changed"
    return done


def _programs(tmp_path: Path, **linked: str) -> Path:
    folder = tmp_path / "programs"
    folder.mkdir()
    for name, target in linked.items():
        (folder / name).symlink_to(target)
    return folder


def _command(tmp_path: Path) -> str:
    return (tmp_path / "outputs").read_text("utf-8").removeprefix("command=").strip()


def _base_python() -> str:
    return str(Path(tool("python")).resolve())


@pytest.mark.parametrize("has_uv", [pytest.param(True, id="with the runner's uv"), pytest.param(False, id="by pip")])
def test_the_command_works_and_neither_workspace_nor_action_is_touched(
    tmp_path: Path, workspace: Path, *, has_uv: bool
) -> None:
    programs = _programs(tmp_path, python3=_base_python(), **({"uv": tool("uv")} if has_uv else {}))
    done = _installed(tmp_path, workspace, programs)
    assert done.returncode == 0, done.stderr
    said = subprocess.run([_command(tmp_path), "--version"], capture_output=True, text=True, check=True)
    assert said.stdout.startswith("reviewbot ")


def test_a_runner_with_neither_uv_nor_pip_is_told_so(tmp_path: Path, workspace: Path) -> None:
    programs = _programs(tmp_path, python3=shutil.which("false") or "", python=shutil.which("false") or "")
    done = _installed(tmp_path, workspace, programs)
    assert done.returncode == 1
    assert "::error title=reviewbot::This runner has neither uv nor Python with pip." in done.stdout
