"""Measure how good reviews are, on changes whose faults are known."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from reviewbot.checklist.load import Checklist, checklist
from reviewbot.commands.program import TOOL
from reviewbot.commands.run import Wish, run
from reviewbot.commands.streams import printed, told
from reviewbot.commands.taping import Recorded, Recordings, Tapes, boundary
from reviewbot.domain.case import Case, Split
from reviewbot.domain.levels import Engine
from reviewbot.domain.report import Report
from reviewbot.domain.score import Conditions, Scoreboard, Traffic
from reviewbot.errors import UsageError
from reviewbot.evaluate import Evaluation, Review, evaluate
from reviewbot.evaluation.load import cases, digest
from reviewbot.output.formats import Format
from reviewbot.output.scoreboard import said_as, scoreboard_format
from reviewbot.output.write import write
from reviewbot.review import Reviewable
from reviewbot.setting import TeamSetting


def evaluation(options: argparse.Namespace) -> int:
    """Review the cases, print and write the scoreboard; give 3 where a review is incomplete."""
    traffic, asked = _traffic(options), checklist({})
    forms = {path: scoreboard_format(path) for path in options.output}
    chosen = _chosen(options.cases, options.split, options.case, asked)
    shown = frozenset(one.name for one in chosen if one.split is Split.OPEN or one.name in options.case)
    made = Conditions(TOOL, Engine(options.engine), traffic, options.runs, asked.digest, digest(chosen))
    tapes = Recorded(options.replay) if options.replay else Recordings(options.record)
    review = _review(options, tapes)
    with TemporaryDirectory(prefix="reviewbot-eval-") as folder:
        board = evaluate(Evaluation(chosen, made, shown), review, Path(folder), counter(sys.stderr))
    if made.engine is not Engine.DETECTORS:
        # Only now it is known who answered.
        board = replace(board, conditions=replace(made, traffic=tapes.traffic))
    texts = {path: said_as(board, form) for path, form in forms.items()}
    for path, text in texts.items():
        write(path, text)
    printed(said_as(board, Format(options.format)))
    return _exit_code(board)


def counter(stream: TextIO) -> Callable[[int, int], None]:
    """Give what counts reviews on a terminal, and is silent elsewhere."""

    def show(done: int, of: int) -> None:
        stream.write(f"\rreview {done} of {of}" + ("\r\033[K" if done == of else ""))
        stream.flush()

    return show if stream.isatty() else lambda _done, _of: None


def _review(options: argparse.Namespace, tapes: Tapes) -> Review:
    """Review as `reviewbot review` does, with a case's tape where a model takes part."""
    if options.engine == Engine.DETECTORS:
        wish = Wish(options.engine, "the base")
        return lambda _case, work, team: run(work, team, wish)

    def review(case: Case, work: Reviewable, team: TeamSetting) -> Report:
        wish = Wish(
            options.engine,
            "the base",
            title=case.title,
            description=case.description,
            boundary=boundary(case.name),
            tape=tapes.begin(case.name),
        )
        report = run(work, team, wish)
        tapes.end(case.name)
        return report

    return review


def _traffic(options: argparse.Namespace) -> Traffic:
    if options.engine != Engine.DETECTORS:
        return Traffic.REPLAYED if options.replay else Traffic.LIVE
    if options.record or options.replay:
        hint = "Leave --record and --replay out, or choose --engine agent or all."
        raise UsageError("The detectors ask no model, so there is nothing to record or to replay.", hint)
    return Traffic.NONE


def _chosen(folder: Path, split: str, names: Sequence[str], asked: Checklist) -> tuple[Case, ...]:
    # A case that is named is wanted, whichever split it is in.
    splits = tuple(Split) if names or split == "all" else (Split(split),)
    found = cases(folder, splits, {one.id for one in asked.items})
    unknown = next((name for name in names if name not in {one.name for one in found}), None)
    if unknown is not None:
        raise UsageError(f"There is no case `{unknown}`.", f"The cases are the folders in {folder}/open and held.")
    return tuple(one for one in found if not names or one.name in names)


def _exit_code(board: Scoreboard) -> int:
    counts = board.rows[0].counts
    if counts.incomplete:
        told(f"{counts.incomplete} of {counts.reviews} reviews are incomplete; what they missed counts as missed.")
        return 3
    return 0
