"""Count the git processes that a command starts: a number that no busy machine changes."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from benchmarks.process import Command, environment


def git_processes(command: Command, folder: Path) -> int:
    """Run a command with a `git` before the real one on the PATH that notes each start."""
    log = folder / "git-processes.txt"
    log.write_text("", "utf-8")
    shim = folder / "counting" / "git"
    shim.parent.mkdir(exist_ok=True)
    real = shutil.which("git") or "git"
    shim.write_text(f'#!/bin/sh\necho started >> {shlex.quote(str(log))}\nexec {shlex.quote(real)} "$@"\n', "utf-8")
    shim.chmod(0o755)
    variables = dict(environment())
    variables["PATH"] = os.pathsep.join((str(shim.parent), variables["PATH"]))
    subprocess.run(command.arguments, cwd=command.folder, env=variables, check=True, stdout=subprocess.DEVNULL)
    return len(log.read_text("utf-8").splitlines())
