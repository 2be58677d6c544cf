"""The evaluation as a whole: each case is a repository, and whoever reviews is passed in."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from support.evaluation import case, conditions, finding, gold, report

from reviewbot.domain.case import Case
from reviewbot.domain.report import Problem, Report, Status
from reviewbot.domain.score import Scoreboard
from reviewbot.errors import IncompleteError
from reviewbot.evaluate import Evaluation, evaluate
from reviewbot.review import Reviewable
from reviewbot.setting import TeamSetting

ORDERS = case("orders", gold(1))
OFF = {".github/reviewbot.yml": b"items: {query-in-loop: off}\n"}
NO_KEY = Problem("no-key", "", 0, "Set a key.")


def evaluated(folder: Path, reports: Sequence[Report], cases: Sequence[Case], runs: int = 1) -> Scoreboard:
    left = iter(reports)
    shown = frozenset(one.name for one in cases)
    return evaluate(Evaluation(cases, conditions(runs=runs), shown), lambda *_: next(left), folder)


def test_every_case_is_reviewed_as_often_as_it_was_asked_for(tmp_path: Path) -> None:
    reports = [report(finding(1)), report(), report(), report(finding(9))]
    board = evaluated(tmp_path, reports, [ORDERS, case("clean")], runs=2)
    assert [(one.case.name, len(one.found), len(one.wrong)) for one in board.outcomes] == [
        ("orders", 1, 0),
        ("orders", 0, 0),
        ("clean", 0, 0),
        ("clean", 0, 1),
    ]


def test_whoever_reviews_gets_the_change_and_the_teams_word_of_its_base(tmp_path: Path) -> None:
    asked: list[tuple[str, list[str], int]] = []

    def review(one: Case, work: Reviewable, team: TeamSetting) -> Report:
        asked.append((one.name, [file.path for file in work.diff.files], len(team.loaded.config.items)))
        return report()

    evaluate(Evaluation([replace(ORDERS, base=OFF)], conditions(), frozenset()), review, tmp_path)
    assert asked == [("orders", ["a.py"], 1)]


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    evaluation = Evaluation([ORDERS], conditions(runs=2), frozenset())
    evaluate(evaluation, lambda *_: report(), tmp_path, lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_a_problem_at_the_start_ends_the_evaluation(tmp_path: Path) -> None:
    with pytest.raises(IncompleteError) as caught:
        evaluated(tmp_path, [replace(report(status=Status.PARTIAL), problem=NO_KEY)], [ORDERS])
    assert caught.value.hint == "Set a key."


def test_a_problem_later_on_costs_its_own_review_alone(tmp_path: Path) -> None:
    reports = [report(finding(1)), replace(report(status=Status.FAILED), problem=NO_KEY)]
    board = evaluated(tmp_path, reports, [ORDERS, case("later", gold(1))])
    assert [(one.gap, len(one.missed)) for one in board.outcomes] == [("", 0), ("Set a key.", 1)]
