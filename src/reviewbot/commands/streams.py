"""Standard output and error as they are here: width, colour, encoding, progress."""

import os
import shutil
import sys
import time
from collections.abc import Callable

from reviewbot.output.screen import Terminal

_PATIENCE_SECONDS = 0.5


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
