"""What a review costs GitHub and whoever waits for it: calls, and seconds a phase, counted on the simulator."""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from simulator.contract import DESCRIPTION
from simulator.graph.schema import SDL, schema
from simulator.hub import Simulator
from simulator.opened import OpenedPull

from benchmarks.change import ChangedFile, change
from benchmarks.repository import repository
from reviewbot.commands.action import Phase, acted
from reviewbot.commands.hub import Hub, addresses_in
from reviewbot.commands.job import job_here
from reviewbot.github.connection import Pauses, connected

FILES = (4, 25, 400)
_LINES = {4: 300, 25: 1_900, 400: 31_000}
_NO_PAUSES = Pauses(between_writes=0)
"""What GitHub asks for between writes is counted, and not waited for."""

NAME = "acme/shop"


@dataclass(frozen=True, slots=True)
class Trip:
    """One job: its calls to the API, and seconds by the clock, without and within the server; pauses are not waited."""

    calls: int
    writes: int
    own_seconds: float
    server_seconds: float

    @property
    def pause_seconds(self) -> float:
        """Count a second between one write and the next, as GitHub asks for."""
        return float(max(self.writes - 1, 0))


@dataclass(frozen=True, slots=True)
class Trips:
    """The jobs of one size: all in one, the same event again, a command, and the three phases apart."""

    files: int
    whole: Trip
    again: Trip
    command: Trip
    phases: Mapping[Phase, Trip]


def is_described() -> bool:
    """Tell whether npm's descriptions of GitHub are there, without which nothing can be simulated."""
    return DESCRIPTION.is_file() and SDL.is_file()


def trips(folder: Path) -> tuple[Trips, ...]:
    """Review pull requests of three sizes; nothing where npm's descriptions of GitHub are not there."""
    if not is_described():
        return ()
    # Built once and never GitHub's time.
    schema()
    return tuple(_trips(folder, files) for files in FILES)


def pull_change(files: int) -> tuple[ChangedFile, ...]:
    """Give the change of a pull request of so many files, one of `FILES`."""
    # The fifth file is the first with a fault: without one there would be nothing to post.
    return change(files + 1, _LINES[files])[1:]


def _trips(folder: Path, files: int) -> Trips:
    source = repository(folder, 200, pull_change(files))
    with shop(source) as (hub, pulls):
        opened = [hub.event("pull_request", "opened", pull) for pull in pulls]
        with TemporaryDirectory() as here:
            whole, again = (_trip(hub, Path(here), "pull_request", opened[0], Phase.ALL) for _ in range(2))
            written = pulls[1].comment("ada", "/review")
            asked = hub.event("issue_comment", "created", pulls[1], sender="ada", comment=written)
            command = _trip(hub, Path(here), "issue_comment", asked, Phase.ALL)
            apart = (Phase.REQUEST, Phase.REVIEW, Phase.PUBLISH)
            phases = {phase: _trip(hub, Path(here), "pull_request", opened[2], phase) for phase in apart}
    return Trips(files, whole, again, command, phases)


@contextmanager
def shop(source: Path) -> Iterator[tuple[Simulator, Sequence[OpenedPull]]]:
    """Run a GitHub with the repository, and three pull requests that make its change."""
    with TemporaryDirectory() as folder, Simulator(Path(folder)) as hub:
        hub.user("ada", "write")
        shop = hub.repository(NAME, source)
        yield hub, [shop.pull(head="change", author="ada") for _ in range(3)]


def _trip(hub: Simulator, here: Path, name: str, event: object, phase: Phase) -> Trip:
    (here / "event.json").write_text(json.dumps(event))
    outputs = here / "outputs"
    handed = outputs.read_text().splitlines() if outputs.exists() else []
    environment = hub.environment() | {
        "GITHUB_EVENT_NAME": name,
        "GITHUB_EVENT_PATH": str(here / "event.json"),
        "GITHUB_REPOSITORY": NAME,
        "GITHUB_OUTPUT": str(outputs),
        "REVIEWBOT_REPORT": str(here / "report.json"),
        "REVIEWBOT_REQUEST": next((line.partition("=")[2] for line in handed if line.startswith("request=")), ""),
    }
    before = len(hub.calls)
    start = time.perf_counter()
    addresses, token = addresses_in(environment), hub.token()
    with connected(addresses, token, _NO_PAUSES) as connection:
        acted(phase, job_here(environment), Hub(addresses, token, connection))
    seconds = time.perf_counter() - start
    calls = hub.calls[before:]
    # Its answers are latency, for which we can do nothing but ask less.
    server = sum(call.seconds for call in calls)
    asked = sum(1 for call in calls if not call.is_git)
    return Trip(asked, sum(1 for call in calls if call.is_write), seconds - server, server)
