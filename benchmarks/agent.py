"""What the agent takes: time beside the model's, tokens, memory, simulated dollars; the model is another process."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.change import ChangedFile, change
from benchmarks.hub import NAME, is_described, shop
from benchmarks.model import Running, Told, model
from benchmarks.process import Command, Cost, cost
from benchmarks.repository import git, repository

EFFORTS = ("quick", "standard", "thorough")
_FILES = 200
"""Files of the repositories that change."""

_TIMED = 3
_FAST = 0.05
"""Real seconds of a simulated one, where time is not what is measured; answers still overlap."""

_REVIEWBOT = str(Path(sys.executable).with_name("reviewbot"))
_MODULES = "reviewbot.cli, reviewbot.commands.review, reviewbot.commands.reader"
_RICH = "1000"
"""A ceiling in dollars that keeps nothing from being read."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A repository with a change, its changed files, and the bytes of the diff."""

    folder: Path
    files: tuple[ChangedFile, ...]
    diff_bytes: int


@dataclass(frozen=True, slots=True)
class Talk:
    """One review with the agent: what it took here, what the model was told, dollars, files nobody answers for.

    `faults` counts planted ones; `untold` are changed files that the model was not shown and the report does not list.
    """

    cost: Cost
    told: Told
    usd: float
    faults: int
    untold: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Talks:
    """All reviews: three of 4 files in real time, each scene at each effort, and the model's calls of a job run twice.

    `repeats` is empty where no GitHub can be simulated.
    """

    imports: Sequence[Cost]
    timed: Sequence[Talk]
    scenes: Mapping[str, Scene]
    by_effort: Mapping[tuple[str, str], Talk]
    repeats: tuple[int, ...]


def scenes(folder: Path) -> Mapping[str, Scene]:
    """Build the three changes: 4 files, 23 files in a diff of 85 kB, 400 files."""
    # The fifth file is the first with a fault: without one nothing would be planted.
    made = {"4 files": change(5, 300)[1:], "23 files": change(23, 1_640), "400 files": change(400, 31_000)}
    return {name: _scene(folder, files) for name, files in made.items()}


def talks(folder: Path, say: Callable[[str], object] = lambda _text: None) -> Talks:
    """Review everything."""
    built = scenes(folder)
    command = Command((sys.executable, "-c", f"import {_MODULES}"))
    say("reviewing 4 files by a model that takes its time")
    imports = [cost(command) for _ in range(_TIMED)]
    timed = [talk(built["4 files"], folder, "standard", mind="plain", scale=1) for _ in range(_TIMED)]
    by_effort = {}
    for name, scene in built.items():
        for effort in EFFORTS:
            say(f"reviewing {name} with the agent, {effort}")
            by_effort[name, effort] = talk(scene, folder, effort)
    return Talks(imports, timed, built, by_effort, calls_of_repeats(folder))


def talk(scene: Scene, folder: Path, effort: str, *, mind: str = "assumed", scale: float = _FAST) -> Talk:
    """Review a change with the agent, by a model of its own."""
    report = folder / "agent-report.json"
    with model(mind, scale) as server:
        took = cost(_review(scene, server, ("--effort", effort, "--max-usd", _RICH, "-o", str(report))))
        faults = [one.fault for one in scene.files if one.fault]
        names = [f"`{one.path}` (" for one in scene.files]
        told = server.told((*faults, *names))
    said = json.loads(report.read_text("utf-8"))
    listed = {one["path"] for one in (*said["coverage"]["cells"], *said["coverage"]["files"]) if one.get("reason")}
    unseen = set(told.unseen)
    return Talk(
        took,
        told,
        said["cost"]["usd"],
        len(faults),
        tuple(one.path for one in scene.files if f"`{one.path}` (" in unseen and one.path not in listed),
    )


def calls_of_repeats(folder: Path) -> tuple[int, ...]:
    """Run a job on GitHub twice for the same event, and count the model's calls of each; nothing without GitHub."""
    if not is_described():
        return ()
    counts = [0]
    source = scenes(folder)["4 files"].folder
    with shop(source) as (hub, pulls), model("plain", 0) as server, TemporaryDirectory() as here:
        event = Path(here) / "event.json"
        event.write_text(json.dumps(hub.event("pull_request", "opened", pulls[0])), "utf-8")
        surroundings = {
            **server.environment,
            **hub.environment(hub.token()),
            "GITHUB_EVENT_NAME": "pull_request",
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_REPOSITORY": NAME,
            "REVIEWBOT_REPORT": str(Path(here) / "report.json"),
        }
        for _ in range(2):
            cost(Command(("env", *_settings(surroundings), _REVIEWBOT, "action", "--phase", "all")))
            counts.append(server.told().calls)
    return tuple(later - before for before, later in pairwise(counts))


def unseen_faults(one: Talk) -> int:
    """Count planted faults whose code no request shows."""
    return sum(1 for text in one.told.unseen if not text.startswith("`"))


def _scene(folder: Path, files: tuple[ChangedFile, ...]) -> Scene:
    made = repository(folder, _FILES, files)
    return Scene(made, files, len(git(made, "diff", "main", "change")))


def _review(scene: Scene, server: Running, words: Sequence[str]) -> Command:
    where = ("--repo", str(scene.folder), "--base", "main", "--head", "change")
    return Command(("env", *_settings(server.environment), _REVIEWBOT, "review", *where, "--engine", "all", *words))


def _settings(variables: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{name}={value}" for name, value in variables.items())
