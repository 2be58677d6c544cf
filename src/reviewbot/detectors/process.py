"""The worker process, from its parent's side: asked, timed, and killed when it takes too long."""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from reviewbot.domain.finding import Detected
from reviewbot.domain.item import Item
from reviewbot.domain.source import Source

_START_SECONDS = 60.0

WORKER = "reviewbot.detectors.worker"
"""The module that answers with what detectors find and nothing else."""


class Worker:
    """Runs at most one worker process; one that was killed is started anew when it is needed.

    `module` is what the process runs: it answers as `worker.serve` does.
    """

    def __init__(self, items: Sequence[Item], seconds: float, module: str = WORKER) -> None:
        self._items = items
        self._seconds = seconds
        self._module = module
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, source: Source, items: Sequence[Item]) -> Detected:
        """Run the items' detectors over a file; taking more than `seconds`, or crashing, is a failure."""
        ran_out = threading.Event()
        try:
            process = self._process if self._process and self._process.poll() is None else self._started()
            with killed_after(self._seconds, process, ran_out):
                return cast("Detected", exchanged(process, (source, tuple(one.id for one in items))))
        except (EOFError, OSError, pickle.UnpicklingError):
            self.end()
            seconds = f"the detectors took more than {self._seconds:g} s on this file"
            return Detected((), seconds if ran_out.is_set() else "a detector crashed on this file")
        finally:
            if ran_out.is_set():
                # The answer may have come at the last moment; a process that was killed must not be asked again.
                self.end()

    def end(self) -> None:
        """Stop the process if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _started(self) -> subprocess.Popen[bytes]:
        # -P: the folder a review is started in must not be a place to import from.
        command = [sys.executable, "-P", "-m", self._module]
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, env=environment())
        with killed_after(_START_SECONDS, self._process, threading.Event()):
            # Its first answer says that it is ready: what it needed to start is not a file's time.
            exchanged(self._process, self._items)
        return self._process


@contextmanager
def killed_after(seconds: float, process: subprocess.Popen[bytes], ran_out: threading.Event) -> Iterator[None]:
    """Kill a process that is not done in time, and set the event then."""

    def kill() -> None:
        ran_out.set()
        process.kill()

    stopwatch = threading.Timer(seconds, kill)
    stopwatch.start()
    try:
        yield
    finally:
        stopwatch.cancel()
        stopwatch.join()


def exchanged(process: subprocess.Popen[bytes], request: object) -> object:
    """Send a request to a child of ours and wait for its answer; raises EOFError where it ended before."""
    requests, answers = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    pickle.dump(request, requests)
    requests.flush()
    return pickle.load(answers)  # noqa: S301 - from our own child, which never sees foreign pickles


def environment() -> dict[str, str]:
    """Give it nothing but what Python needs: the environment may hold keys."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    # Started as `python -m reviewbot`, our own path begins with the folder that the review was started in.
    places = [path for path in sys.path if Path(path).is_absolute() and Path(path) != Path.cwd()]
    return kept | {"PYTHONPATH": os.pathsep.join(places)}
