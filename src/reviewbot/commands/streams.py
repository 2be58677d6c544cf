"""Standard output and error as they are here: width, colour, encoding, progress."""

import os
import shutil
import sys
import time
from collections.abc import Callable

from reviewbot.output.screen import Terminal

_PATIENCE_SECONDS = 0.5
_PACE_SECONDS = 0.2
_PLAIN_PACE_SECONDS = 10.0


def terminal() -> Terminal:
    """Say what standard output can show; NO_COLOR and FORCE_COLOR decide over what it is."""
    is_coloured = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if os.environ.get("FORCE_COLOR"):
        is_coloured = True
    if os.environ.get("NO_COLOR"):
        is_coloured = False
    width = min(max(shutil.get_terminal_size((100, 24)).columns, 40), 120)
    return Terminal(width, is_coloured, sys.stdout.encoding or "utf-8", os.environ.get("GITHUB_ACTIONS") == "true")


def printed(text: str, encoding: str = "utf-8") -> None:
    """Write a text to standard output in an encoding; characters that it lacks are written as escapes."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode(encoding, "backslashreplace"))
    sys.stdout.buffer.flush()


def told(text: str) -> None:
    """Write a remark to standard error, which leaves standard output to the result."""
    print(f"reviewbot: {text}", file=sys.stderr)


def progress() -> Callable[[int, int], None]:
    """Give what shows progress on a terminal, once there is something to wait for."""
    if not sys.stderr.isatty():
        return lambda _done, _of: None
    started = time.monotonic()

    def show(done: int, of: int) -> None:
        if time.monotonic() - started > _PATIENCE_SECONDS:
            end = "\r\033[K" if done == of else ""
            print(f"\rlooking at {done} of {of} files{end}", end="", file=sys.stderr, flush=True)

    return show


def progress_of(unit: str, size: int) -> Callable[[int, int], None]:
    """Give what shows how far it is, how fast it goes and how long it takes yet, in units of so many of what is done.

    On a terminal that is one line, drawn anew; elsewhere a plain line comes every ten seconds.
    """
    started, pace = time.monotonic(), _PACE_SECONDS if sys.stderr.isatty() else _PLAIN_PACE_SECONDS
    last = started

    def show(done: int, of: int) -> None:
        nonlocal last
        now = time.monotonic()
        is_drawn = last > started
        if (done < of and now - last < pace) or (done == of and not is_drawn):
            return
        last = now
        _show(f"looked at {_pace(done / size, of / size, unit, now - started)}", is_last=done == of)

    return show


def _pace(done: float, of: float, unit: str, seconds: float) -> str:
    rate = done / max(seconds, 0.001)
    left = (of - done) / rate if rate else 0
    return f"{done:,.1f} of {of:,.1f} {unit}, {rate:,.1f} {unit}/s, {left:,.0f} s left"


def _show(said: str, *, is_last: bool) -> None:
    if not sys.stderr.isatty():
        told(said)
    elif is_last:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
    else:
        print(f"\r{said}\033[K", end="", file=sys.stderr, flush=True)
