"""Compare in a process of its own what costs much to import, or may not come back."""

import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import cast

from reviewbot.detectors.process import environment, exchanged, killed_after
from reviewbot.detectors.revisions import Comparison, Files, Given, Revisions
from reviewbot.domain.contract import Compared

_SECONDS = 20.0
_MOST_FILES = 2_000


def apart(module: str, suffixes: tuple[str, ...], seconds: float = _SECONDS) -> Comparison:
    """Give a comparison that a child runs, which knows the files with these ends of names and no others.

    `module` reads pickled revisions from its standard input and writes what it compared. More than `seconds`, or a
    crash, fail all changed files.
    """

    def compared(revisions: Revisions) -> Compared:
        # Before anything is read: to list the files of a large repository costs more than most reviews.
        if not revisions.changed:
            return Compared()
        base, head = _given(revisions.base, suffixes), _given(revisions.head, suffixes)
        return _asked(module, replace(revisions, base=base, head=head), seconds)

    return compared


def _given(files: Files, suffixes: tuple[str, ...]) -> Given:
    ours = (path for path in files.paths() if path.lower().endswith(suffixes))
    return Given(files.read_all(frozenset(islice(ours, _MOST_FILES))))


def _asked(module: str, revisions: Revisions, seconds: float) -> Compared:
    ran_out = threading.Event()
    # -P: the folder a review is started in must not be a place to import from.
    command = [sys.executable, "-P", "-m", module]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, env=environment()) as process:
        try:
            with killed_after(seconds, process, ran_out):
                return cast("Compared", exchanged(process, revisions))
        except (EOFError, OSError, pickle.UnpicklingError):
            reason = f"the comparison took more than {seconds:g} s" if ran_out.is_set() else "the comparison crashed"
            return Compared(failures=tuple((path, reason) for path in _paths(revisions)))
        finally:
            process.kill()


def _paths(revisions: Revisions) -> Iterator[str]:
    for versions in revisions.changed:
        source = versions.head or versions.base
        if source is not None:
            yield source.path
