"""Review a local change."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reviewbot.commands.rehearsed import rehearsed
from reviewbot.commands.run import Reviewed, Wish, run
from reviewbot.commands.say import said
from reviewbot.commands.streams import told
from reviewbot.commands.team import files_of
from reviewbot.errors import RevisionError, UsageError
from reviewbot.git.repository import Repository, open_repository
from reviewbot.local import Range, diff_alone, diff_with_head, local_change
from reviewbot.review import Reviewable
from reviewbot.setting import team_setting


def review(options: argparse.Namespace) -> int:
    """Review what the options name, write and print the report; give the exit code."""
    repository = _repository(options)
    team = team_setting(files_of(repository, options.config_from))
    wish = Wish(
        options.engine,
        options.config_from or "the working tree",
        tuple(options.sarif),
        effort=options.effort,
        max_usd=options.max_usd,
        trace=options.trace,
        prompts_to=options.dry_run_prompts,
    )
    with _work(options, repository) as work:
        report = run(work, team, wish)
        code = (
            rehearsed(options.dry_run_prompts)
            if options.dry_run_prompts
            else said(Reviewed(report, work, team), options)
        )
    if not (work.diff.files or work.diff.unread):
        told(_nothing(options))
    return code


def _repository(options: argparse.Namespace) -> Repository | None:
    """Open the repository; a diff alone needs none."""
    try:
        return open_repository(options.repo)
    except RevisionError:
        if options.diff and not options.head and not options.config_from and options.repo == Path():
            return None
        raise


@contextmanager
def _work(options: argparse.Namespace, repository: Repository | None) -> Iterator[Reviewable]:
    if options.diff:
        if options.base or options.worktree:
            raise UsageError("A diff brings its own base.", "Leave --base and --worktree out, or leave --diff out.")
        data, name = _diff(options.diff)
        if options.head and repository is not None:
            yield diff_with_head(data, name, repository, options.head)
        else:
            yield diff_alone(data, name)
    elif repository is not None:
        with local_change(repository, Range(options.base, options.head)) as work:
            yield work


def _diff(name: str) -> tuple[bytes, str]:
    if name == "-":
        return sys.stdin.buffer.read(), "standard input"
    try:
        return Path(name).read_bytes(), name
    except OSError as error:
        message = f"`{name}` cannot be read: {error.strerror or error}."
        raise UsageError(message, "Name a file with a unified diff, or `-` for standard input.") from error


def _nothing(options: argparse.Namespace) -> str:
    if options.diff:
        return "the diff is empty: there is nothing to review."
    return "there is nothing to review: nothing differs from the base. Change something, or name another --base."
