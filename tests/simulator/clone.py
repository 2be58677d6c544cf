"""Bare repositories for the simulated GitHub, and what is pushed to them."""

import subprocess
from pathlib import Path

from simulator.git import environment, git

_SETTINGS = {
    "uploadpack.allowFilter": "true",
    "uploadpack.allowAnySHA1InWant": "true",
    "http.receivepack": "false",
    "gc.auto": "0",
}
_ANY = "git -c uploadpack.allowAnySHA1InWant=true upload-pack"


def cloned(source: Path, folder: Path, default_branch: str) -> int:
    """Clone a repository as a bare one; gives its size in kilobytes."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    command = ("git", "clone", "--quiet", "--bare", str(source), str(folder))
    subprocess.run(command, env=environment(), check=True, capture_output=True)
    config = "".join(
        f"[{name.partition('.')[0]}]\n\t{name.partition('.')[2]} = {value}\n" for name, value in _SETTINGS.items()
    )
    with (folder / "config").open("a", encoding="utf-8") as file:
        file.write(config)
    git(folder, "symbolic-ref", "HEAD", f"refs/heads/{default_branch}")
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 1024


def fetched(folder: Path, source: Path, revision: str, ref: str) -> None:
    """Bring a revision from another repository and point a ref at it, whatever it pointed at."""
    sha = git(source, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    git(folder, "fetch", "--quiet", "--no-tags", "--force", f"--upload-pack={_ANY}", str(source), f"{sha}:{ref}")
