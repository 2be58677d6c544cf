"""Keep what a model says about cases in a folder, a file for each, or let it be said again from there."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from reviewbot.commands.keys import SECRETS
from reviewbot.commands.tape import Player, Recorder, Tape
from reviewbot.domain.score import Traffic
from reviewbot.errors import UsageError
from reviewbot.evaluation.recording import dumped, loaded

_LIVE = "api.anthropic.com"


class Tapes(Protocol):
    """A tape for each case, and whether a model spoke in truth."""

    def begin(self, case: str) -> Tape:
        """Give a case's tape, the same one for each of its runs."""

    def end(self, case: str) -> None:
        """Be done with a run of a case; raises UsageError where its recording could not answer."""

    @property
    def traffic(self) -> Traffic:
        """Say where all answers came from."""


class Recordings:
    """Tapes that are written, below a folder where one is given."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._tapes: dict[str, Recorder] = {}

    def begin(self, case: str) -> Recorder:
        """Give a case's tape; raises UsageError, before anything is spent, for a folder that cannot be made."""
        if self._folder:
            with _writing(self._folder):
                self._folder.mkdir(parents=True, exist_ok=True)
        secrets = [value for name in SECRETS if (value := os.environ.get(name, ""))]
        return self._tapes.setdefault(case, Recorder(secrets))

    def end(self, case: str) -> None:
        """Write what was said about a case so far."""
        if self._folder is None:
            return
        tape = self._tapes[case]
        text = dumped(case, tape.exchanges, is_live=_is_live(tape.hosts))
        with _writing(self._folder):
            _file(self._folder, case).write_text(text, "utf-8", newline="\n")

    @property
    def traffic(self) -> Traffic:
        """Say whether the vendor answered: anybody else only stands in for a model."""
        hosts = {host for tape in self._tapes.values() for host in tape.hosts}
        return Traffic.LIVE if hosts and _is_live(hosts) else Traffic.SIMULATED


class Recorded:
    """Tapes that were written, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tapes: dict[str, Player] = {}
        self._is_live = True

    def begin(self, case: str) -> Player:
        """Give a case's tape; raises UsageError where there is none."""
        if case not in self._tapes:
            file = _file(self._folder, case)
            try:
                text = file.read_text("utf-8")
            except (OSError, UnicodeDecodeError) as error:
                hint = "Record it with a model key: reviewbot eval --engine all --record DIR."
                raise UsageError(f"There is no recording of `{case}` in `{self._folder}`.", hint) from error
            replay = loaded(text, str(file))
            self._is_live = self._is_live and replay.is_live
            self._tapes[case] = Player(replay.answer)
        return self._tapes[case]

    def end(self, case: str) -> None:
        """Raise what a case's recording could not answer."""
        if refusal := self._tapes[case].refusal:
            raise refusal

    @property
    def traffic(self) -> Traffic:
        """Say whether the answers were once a model's."""
        return Traffic.REPLAYED if self._is_live else Traffic.SIMULATED


def boundary(case: str) -> str:
    """Give the boundary of a case's prompts: always the same, for they must be what they were when recorded."""
    return hashlib.sha256(f"reviewbot eval {case}".encode()).hexdigest()[:16]


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = "Name a folder that can be written to."
        raise UsageError(f"`{folder}` cannot be written to: {error.strerror}.", hint) from error


def _is_live(hosts: Iterable[str]) -> bool:
    return all(host == _LIVE for host in hosts)


def _file(folder: Path, case: str) -> Path:
    return folder / f"{case}.json"
