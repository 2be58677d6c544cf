"""The whole evaluation on one page: build each case, review it, compare, and put the figures together."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewbot.domain.case import Case
from reviewbot.domain.report import Report
from reviewbot.domain.score import Conditions, Outcome, Scoreboard
from reviewbot.errors import IncompleteError
from reviewbot.evaluation.board import scoreboard
from reviewbot.evaluation.compare import compared
from reviewbot.evaluation.history import BASE, HEAD, history
from reviewbot.findings.remarks import FATAL
from reviewbot.git.repository import Repository, make_bare, run
from reviewbot.git.revisions import resolve
from reviewbot.git.snapshot import Snapshot
from reviewbot.local import Range, local_change
from reviewbot.review import Reviewable
from reviewbot.setting import TeamSetting, team_setting

Review = Callable[[Case, Reviewable, TeamSetting], Report]
"""Whoever reviews a change as `reviewbot review` does; the case is there for its name alone, which recordings have."""

_HOPELESS = frozenset({"no-key", FATAL})
"""Problems that every other review would meet too."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What to evaluate: the cases, under which conditions, and the names of those that may be looked at one by one."""

    cases: Sequence[Case]
    conditions: Conditions
    shown: frozenset[str]


def evaluate(
    evaluation: Evaluation,
    review: Review,
    folder: Path,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Scoreboard:
    """Review every case as often as the conditions say; repositories are made below `folder`.

    Raises IncompleteError where the first review says that part of what was asked for cannot run: no later one could.
    """
    outcomes: list[Outcome] = []
    runs = evaluation.conditions.runs
    for case in evaluation.cases:
        repository = built(case, folder)
        for _ in range(runs):
            outcomes.append(_reviewed(case, repository, review, is_first=not outcomes))
            progress(len(outcomes), len(evaluation.cases) * runs)
    return scoreboard(outcomes, evaluation.conditions, evaluation.shown)


def built(case: Case, folder: Path) -> Repository:
    """Make a bare repository of a case: its base on `main`, its head on `change`."""
    repository = make_bare(folder / case.name)
    run(repository, "fast-import", "--quiet", stdin=history(case))
    return repository


def _reviewed(case: Case, repository: Repository, review: Review, *, is_first: bool) -> Outcome:
    # The team's files are those of the base, as on GitHub.
    team = team_setting(Snapshot(repository, resolve(repository, BASE)))
    with local_change(repository, Range(BASE, HEAD)) as work:
        started = time.monotonic()
        report = review(case, work, team)
        seconds = time.monotonic() - started
    if is_first and report.problem is not None and report.problem.kind in _HOPELESS:
        raise IncompleteError("The evaluation cannot run.", report.problem.hint)
    return compared(case, report, work.diff, seconds)
