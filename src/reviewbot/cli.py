"""From the command line and the environment to wiring and an exit code."""

import argparse
import os
import platform
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Self

from reviewbot.errors import ReviewbotError

REVIEW_EXAMPLES = """\
examples:
  reviewbot review                              your branch and working tree against the default branch
  reviewbot review --base main --head feature   what a pull request of `feature` would show
  reviewbot review --base HEAD~1 -o review.html the last commit and what is not committed, as a page
  git diff main | reviewbot review --diff -     a diff alone: only its hunks are read
  reviewbot review --format sarif -o r.html > r.sarif

exit codes: 0 done, 1 findings at or above --fail-on, 2 wrong use or configuration, 3 could not be completed
"""
FORMATS = ("text", "markdown", "json", "sarif", "github", "html", "rdjsonl")


def run() -> None:
    """Start the command and leave with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command; give 0 done, 1 findings, 2 wrong use, 3 not completed, 130 interrupted."""
    options = parser().parse_args(arguments)
    with Outcome() as outcome:
        # The one late import: all rooms together cost over a CPU-second, and `--help` must not pay for them.
        module, _, name = options.command.partition(":")
        command: Callable[[argparse.Namespace], int] = getattr(import_module(f"reviewbot.commands.{module}"), name)
        outcome.code = command(options)
        sys.stdout.flush()
    return outcome.code


class Outcome:
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


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    top = argparse.ArgumentParser(
        prog="reviewbot",
        description="The backend engineer on every change: finds what would break in production, and says where.",
        epilog="reviewbot COMMAND --help shows the options and examples of a command.",
    )
    top.add_argument("--version", action="version", version=f"reviewbot {version('reviewbot')}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    _add_review(
        commands.add_parser(
            "review",
            help="review a local change",
            description="Review a local change: a range, the working tree, or a diff. The repository stays untouched.",
            epilog=REVIEW_EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
    )
    _add_config(commands.add_parser("config", help="check or show the configuration, or print its schema"))
    _add_checklist(commands.add_parser("checklist", help="list, show or test the questions that are asked"))
    return top


def _add_review(review: argparse.ArgumentParser) -> None:
    add = review.add_argument
    add(
        "--repo",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="a folder of the repository (default: this one)",
    )
    add(
        "--base",
        metavar="REV",
        help="compare with where the head left REV (default: the default branch)",
    )
    head = review.add_mutually_exclusive_group()
    head.add_argument("--head", metavar="REV", help="review the commit REV instead of the working tree")
    head.add_argument("--worktree", action="store_true", help="review the working tree, untracked files too (default)")
    add(
        "--diff",
        metavar="FILE",
        help="review a unified diff, `-` for standard input; with --head whole files are read",
    )
    add(
        "--engine",
        choices=("auto", "detectors", "agent", "all"),
        help="who reads (default: the configuration's, auto)",
    )
    add("--format", choices=FORMATS, default="text", help="what standard output gets (default: text)")
    add("-o", "--output", type=Path, action="append", default=[], metavar="FILE",
        help="also write FILE, format by suffix: .html .json .sarif .md .rdjsonl .txt; may be repeated")  # fmt: skip
    add("--fail-on", choices=("critical", "high", "medium", "low", "never"), default="never",
        help="exit with 1 if a finding is at least this grave (default: never)")  # fmt: skip
    add(
        "--config-from",
        metavar="REV",
        help="take configuration and team items from REV, not from the working tree",
    )
    review.set_defaults(command="review:review")


def _add_config(config: argparse.ArgumentParser) -> None:
    actions = config.add_subparsers(metavar="ACTION", required=True)
    check = actions.add_parser("check", help="say whether .github/reviewbot.yml and the team's items are valid")
    show = actions.add_parser("show", help="show the configuration that holds, for one path if it is given")
    schema = actions.add_parser("schema", help="print the JSON Schema of the configuration, for editors")
    for one in (check, show):
        one.add_argument("--repo", type=Path, default=Path(), metavar="DIR", help="a folder of the repository")
        one.add_argument("--config-from", metavar="REV", help="read it from REV instead of the working tree")
    show.add_argument("path", nargs="?", help="a file's path in the repository")
    schema.add_argument("--report", action="store_true", help="print the schema of the JSON report instead")
    check.set_defaults(command="config:check")
    show.set_defaults(command="config:show")
    schema.set_defaults(command="config:schema")


def _add_checklist(checklist: argparse.ArgumentParser) -> None:
    actions = checklist.add_subparsers(metavar="ACTION", required=True)
    show = actions.add_parser("show", help="print one item: why, what to look for, examples")
    show.add_argument("item", help="its id, such as query-in-loop")
    test = actions.add_parser("test", help="run the examples of items: what is marked must fire, nothing else may")
    test.add_argument("items", nargs="*", metavar="item", help="ids (default: all)")
    listing = actions.add_parser("list", help="list all items")
    for one in (listing, show, test):
        one.add_argument("--repo", type=Path, default=Path(), metavar="DIR", help="where the team's own items are")
        one.set_defaults(config_from=None)
    listing.set_defaults(command="checklist:listing")
    show.set_defaults(command="checklist:show")
    test.set_defaults(command="checklist:test")
