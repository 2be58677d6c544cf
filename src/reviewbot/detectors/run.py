"""Decide where detectors run: in this process, or in one that is killed when it takes too long."""

from collections.abc import Sequence
from dataclasses import replace
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from reviewbot.detectors.detect import detect
from reviewbot.detectors.prefilter import relevant
from reviewbot.detectors.process import WORKER, Worker
from reviewbot.detectors.sql.squawk import asked, merged
from reviewbot.domain.finding import Detected
from reviewbot.domain.item import Item
from reviewbot.domain.source import Source
from reviewbot.syntax.tame import is_tame

SECONDS = 5.0


class Detectors:
    """Runs detectors, in this process or in up to `jobs` worker processes beside it.

    With one job, only `team` items and files that are not `is_tame` go to a worker; with more, everything does.
    `squawk` is the path of the program of that name, if it is to help. A worker gets `seconds` for a file. `detect`
    may be called from as many threads as there are jobs. `module` is what a worker process runs.
    """

    def __init__(
        self,
        items: Sequence[Item],
        team: frozenset[str] = frozenset(),
        seconds: float = SECONDS,
        jobs: int = 1,
        squawk: str | None = None,
        *,
        module: str = WORKER,
    ) -> None:
        self._team = team
        self._squawk = squawk
        self._is_apart = jobs > 1
        self._workers = tuple(Worker(items, seconds, module) for _ in range(jobs))
        self._free: SimpleQueue[Worker] = SimpleQueue()
        for worker in self._workers:
            self._free.put(worker)

    def __enter__(self) -> Self:
        """Start nothing yet: most reviews never need a worker."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers."""
        for worker in self._workers:
            worker.end()

    def detect(self, source: Source, items: Sequence[Item]) -> Detected:
        """Run the detectors of the given items over one version of a file.

        What takes too long or crashes is a `failure`, and costs neither the other items' candidates nor other files.
        """
        # A worker leaves out by itself what is not relevant; here it is asked first where that may spare the worker.
        chosen = items if self._is_apart else relevant(items, source)
        ours = [one for one in chosen if one.id not in self._team]
        theirs = [one for one in chosen if one.id in self._team]
        is_here = not self._is_apart and is_tame(source)
        first = Detected(detect(source, ours)) if is_here else self._ask(source, ours)
        second = self._ask(source, theirs)
        found = Detected(first.candidates + second.candidates, first.failure or second.failure, facts=first.facts)
        return self._helped(source, items, found)

    def _helped(self, source: Source, items: Sequence[Item], found: Detected) -> Detected:
        if self._squawk is None:
            return found
        answer = asked(source, items, self._squawk)
        candidates = merged(found.candidates, answer.candidates) if answer.candidates else found.candidates
        return replace(found, candidates=candidates, note=answer.failure)

    def _ask(self, source: Source, items: Sequence[Item]) -> Detected:
        if not items:
            return Detected(())
        worker = self._free.get()
        try:
            return worker.ask(source, items)
        finally:
            self._free.put(worker)
