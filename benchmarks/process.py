"""What whole processes cost, seen from outside: several runs, taken in turns."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_LAUNCHER = Path(__file__).with_name("launch.py")


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured number: the median of its runs, and the least and the greatest."""

    median: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost: CPU of user and system with all child processes, and the largest process's memory."""

    cpu_seconds: float
    wall_seconds: float
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class Command:
    """What to run, and where."""

    arguments: tuple[str, ...]
    folder: Path = Path()


def figure(values: Sequence[float]) -> Figure:
    """Sum up the runs of one measure."""
    return Figure(median(values), min(values), max(values))


def costs(commands: Mapping[str, Command], runs: int) -> Mapping[str, tuple[Cost, ...]]:
    """Run every command once to warm up, then in turns, so that what slows the machine down slows down all."""
    for command in commands.values():
        cost(command)
    rounds = [{name: cost(command) for name, command in commands.items()} for _ in range(runs)]
    return {name: tuple(one[name] for one in rounds) for name in commands}


def cost(command: Command) -> Cost:
    """Run a command once; raises RuntimeError with what it said if it fails."""
    launcher = [sys.executable, "-I", "-S", str(_LAUNCHER), *command.arguments]
    done = subprocess.run(launcher, cwd=command.folder, env=environment(), capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    if answer["exit_code"]:
        raise RuntimeError(f"{' '.join(command.arguments)} ended with {answer['exit_code']}: {done.stderr.strip()}")
    return Cost(answer["cpu_seconds"], answer["wall_seconds"], answer["peak_bytes"])


def environment() -> Mapping[str, str]:
    """Give what a command is told of its surroundings: the same on every machine."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return kept | {"LANG": "C.UTF-8", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
