"""From the command line and the environment to wiring and an exit code."""

import argparse
import os
import platform
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version
from types import TracebackType
from typing import Self

from reviewbot.arguments import parser
from reviewbot.errors import ReviewbotError


def run() -> None:
    """Start the command and leave with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command; give 0 done, 1 findings, 2 wrong use, 3 not completed, 130 interrupted."""
    options = parser().parse_args(arguments)
    with Ending() as ending:
        # The one late import: all rooms together cost over a CPU-second, and `--help` must not pay for them.
        module, _, name = options.command.partition(":")
        command: Callable[[argparse.Namespace], int] = getattr(import_module(f"reviewbot.commands.{module}"), name)
        ending.code = command(options)
        sys.stdout.flush()
    return ending.code


class Ending:
    """The one place where errors end: each becomes a sentence and an exit code."""

    def __init__(self) -> None:
        self.code = 3

    def __enter__(self) -> Self:
        """Begin what may fail."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Say what went wrong and set the exit code; what argparse says goes its own way."""
        match error:
            case None | SystemExit():
                return False
            case ReviewbotError():
                self.code = error.exit_code
                _tell(error)
            case KeyboardInterrupt():
                self.code = 130
                print("reviewbot: interrupted, nothing was written.", file=sys.stderr)
            case BrokenPipeError():
                # Whoever read our output has enough; Python must not complain when it flushes.
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            case _:
                _tell_bug(error)
        return True


def _tell(error: ReviewbotError) -> None:
    place = f"{error.place}: " if error.place else ""
    print(f"reviewbot: {place}{error.message}", file=sys.stderr)
    print(f"  {error.hint}", file=sys.stderr)


def _tell_bug(error: BaseException) -> None:
    print(
        "reviewbot: this is a bug in reviewbot; nothing was written. Please report it with these lines:",
        file=sys.stderr,
    )
    traceback.print_exception(error, file=sys.stderr)
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    print(f"reviewbot {version('reviewbot')} on {system}", file=sys.stderr)
