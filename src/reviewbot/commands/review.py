"""Review a local change."""

import argparse
import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from reviewbot.commands.streams import printed, progress, terminal, told
from reviewbot.commands.team import files_of
from reviewbot.config.write import digest
from reviewbot.detectors.run import Detectors
from reviewbot.domain.levels import Engine, Severity
from reviewbot.domain.report import Problem, Report, Run, Status
from reviewbot.errors import RevisionError, UsageError
from reviewbot.git.repository import Repository, open_repository
from reviewbot.local import Range, diff_alone, diff_with_head, local_change
from reviewbot.output.formats import Format, format_of, render
from reviewbot.output.write import write
from reviewbot.review import Reviewable, Setting
from reviewbot.review import review as reviewed
from reviewbot.setting import CONFIG_FILE, TeamSetting, team_setting

_MANY_FILES = 60
_MOST_JOBS = 8
_NO_AGENT = "No agent took part: the detectors alone read this change."


def review(options: argparse.Namespace) -> int:
    """Review what the options name, write and print the report; give the exit code."""
    outputs = {path: format_of(path) for path in options.output}
    repository = _repository(options)
    team = team_setting(files_of(repository, options.config_from))
    with _work(options, repository) as work:
        jobs = _jobs(len(work.diff.files))
        with Detectors(team.checklist.items, team.team_items, jobs=jobs) as detectors:
            report = reviewed(work, replace(_setting(options, work, team), jobs=jobs), detectors, progress())
        items = {one.id: one for one in team.checklist.items}
        form, here = Format(options.format), terminal()
        said = render(report, work.diff, items, form, here)
        # All are made before the first is written: an error leaves nothing behind.
        files = {path: render(report, work.diff, items, one) for path, one in outputs.items()}
    for path, text in files.items():
        write(path, text)
    printed(said, here.encoding if form is Format.TEXT else "utf-8")
    if not (work.diff.files or work.diff.unread):
        told(_nothing(options))
    return _exit_code(report, options.fail_on)


def _jobs(files: int) -> int:
    """Use the processors for a large change; to start a process for a small one costs more than it saves."""
    return min(os.cpu_count() or 1, _MOST_JOBS) if files >= _MANY_FILES else 1


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


def _setting(options: argparse.Namespace, work: Reviewable, team: TeamSetting) -> Setting:
    config = team.loaded.config
    wanted = Engine(options.engine or config.engine)
    source = options.config_from or "the working tree"
    notes = [_NO_AGENT, *team.loaded.notes]
    if team.loaded.document.value is not None:
        notes.append(f"The configuration is {CONFIG_FILE} of {source}.")
    if work.is_fragment:
        notes.append("Only a diff was given: what lies between its hunks was not seen.")
    tool = f"reviewbot {version('reviewbot')}"
    run = Run(_run_id(work, team, tool), Engine.DETECTORS, "full")
    return Setting(tool, run, config, team.checklist, tuple(notes), _problem(wanted))


def _problem(wanted: Engine) -> Problem | None:
    if wanted not in {Engine.AGENT, Engine.ALL}:
        return None
    if not os.environ.get("ANTHROPIC_API_KEY"):
        hint = f"`--engine {wanted}` needs a model key: set ANTHROPIC_API_KEY, or review with `--engine detectors`."
        return Problem("no-key", "", 0, hint)
    hint = f"`--engine {wanted}` needs the agent, which this version does not have: use `--engine detectors`."
    return Problem("no-agent", "", 0, hint)


def _run_id(work: Reviewable, team: TeamSetting, tool: str) -> str:
    """Give the digest of all that decides the report: the same inputs, the same id."""
    inputs = (tool, repr(work.change), repr(work.diff), digest(team.loaded.config), team.checklist.digest)
    return hashlib.sha256("\0".join(inputs).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _nothing(options: argparse.Namespace) -> str:
    if options.diff:
        return "the diff is empty: there is nothing to review."
    return "there is nothing to review: nothing differs from the base. Change something, or name another --base."


def _exit_code(report: Report, fail_on: str) -> int:
    if report.problem is not None:
        told(report.problem.hint)
    if report.status is not Status.COMPLETE:
        return 3
    fails = fail_on != "never" and any(
        one.severity >= Severity(fail_on) for one in report.findings if one.suppressed is None
    )
    return 1 if fails else 0
