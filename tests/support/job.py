"""A job of GitHub Actions as a test runs it: an event, a token, and what the job left behind."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from simulator.hub import Simulator
from simulator.opened import OpenedRepository

from reviewbot.commands.action import Phase, acted
from reviewbot.commands.hub import Hub, addresses_in
from reviewbot.commands.job import job_here
from reviewbot.errors import ReviewbotError
from reviewbot.github.connection import Pauses, connected

QUICK = Pauses(between_writes=0, before_again=0.01, at_most=5)
"""What makes a test wait for nothing; the simulator counts all the same."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a job left behind: `code` is 2 or 3 where `error` stopped it."""

    code: int
    log: str
    outputs: Mapping[str, str]
    summary: str
    error: ReviewbotError | None = None


@dataclass(slots=True)
class Runner:
    """Runs phases in jobs, each in a folder of its own; the report goes from one to the next.

    `pause` is how a job waits for what another one still has to say.
    """

    hub: Simulator
    repository: OpenedRepository
    folder: Path
    capture: pytest.CaptureFixture[str]
    more: dict[str, str] = field(default_factory=dict)
    pause: Callable[[float], None] = time.sleep
    _jobs: int = 0

    @property
    def report(self) -> Path:
        """Give the file that goes from phase to phase."""
        return self.folder / "report.json"

    def run(
        self,
        name: str,
        event: object,
        phase: Phase = Phase.ALL,
        *,
        token: str | None = None,
        request: str = "",
    ) -> Left:
        """Run a phase for an event, with the token of a workflow that may write unless another is given."""
        self._jobs += 1
        here = self.folder / f"job-{self._jobs}"
        here.mkdir(parents=True)
        (here / "event.json").write_text(json.dumps(event))
        environment = {
            **self.hub.environment(),
            "GITHUB_EVENT_NAME": name,
            "GITHUB_EVENT_PATH": str(here / "event.json"),
            "GITHUB_REPOSITORY": self.repository.name,
            "GITHUB_REF": "refs/heads/main",
            "GITHUB_RUN_ID": str(1000 + self._jobs),
            "GITHUB_RUN_ATTEMPT": "1",
            "GITHUB_OUTPUT": str(here / "outputs"),
            "GITHUB_STEP_SUMMARY": str(here / "summary.md"),
            "REVIEWBOT_REPORT": str(self.report),
            "REVIEWBOT_REQUEST": request,
            **self.more,
        }
        self.capture.readouterr()
        code, error = self._code(phase, environment, self.hub.token() if token is None else token)
        said = self.capture.readouterr()
        return Left(code, said.out + said.err, _outputs(here / "outputs"), _text(here / "summary.md"), error)

    def _code(self, phase: Phase, environment: Mapping[str, str], token: str) -> tuple[int, ReviewbotError | None]:
        addresses = addresses_in(environment)
        try:
            with connected(addresses, token, QUICK) as connection:
                return acted(phase, job_here(environment), Hub(addresses, token, connection), self.pause), None
        except ReviewbotError as error:
            return error.exit_code, error


def _outputs(path: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in _text(path).splitlines())


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
