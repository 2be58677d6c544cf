"""The command on two small cases: a fault that a detector finds, and a clean change of the held split."""

import json
from io import StringIO
from pathlib import Path

import pytest
from support.command import Run
from support.evaluation import CLEAN, FAULTY, PATH, WAITS, write_case, write_cases

from reviewbot.commands.eval import counter


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Write the two cases."""
    return write_cases(tmp_path / "cases")


def test_the_detectors_are_measured(cases: Path, reviewbot: Run) -> None:
    ran = reviewbot("eval", cases, "--split", "all", "--format", "json")
    board = json.loads(ran.out)
    counts = board["rows"][0]["counts"]
    assert ran.code == 0
    assert [counts[name] for name in ("reviews", "found", "missed", "wrong", "clean", "silent", "taken")] == [
        2, 1, 0, 0, 1, 1, 0,
    ]  # fmt: skip
    assert board["conditions"]["traffic"] == "none"


def test_of_held_cases_only_sums_are_shown(cases: Path, reviewbot: Run) -> None:
    ran = reviewbot("eval", cases, "--split", "all", "--format", "json")
    assert [one["name"] for one in json.loads(ran.out)["cases"]] == ["prices"]
    assert "held cases" in reviewbot("eval", cases, "--split", "held").out


def test_open_cases_are_the_default(cases: Path, reviewbot: Run) -> None:
    assert "1 of 1 fault found, 0 wrong findings" in reviewbot("eval", cases).out


def test_a_case_that_is_named_is_shown_in_full(cases: Path, reviewbot: Run) -> None:
    ran = reviewbot("eval", cases, "--case", "stock", "--format", "json")
    assert [one["name"] for one in json.loads(ran.out)["cases"]] == ["stock"]


def test_runs_count_one_by_one(cases: Path, reviewbot: Run) -> None:
    ran = reviewbot("eval", cases, "--runs", 2, "--format", "json")
    assert json.loads(ran.out)["rows"][0]["counts"]["found"] == 2


def test_files_get_the_format_of_their_suffix(cases: Path, reviewbot: Run, tmp_path: Path) -> None:
    names = [tmp_path / name for name in ("board.html", "board.md", "board.json", "board.txt")]
    ran = reviewbot("eval", cases, *(word for name in names for word in ("-o", name)))
    starts = [name.read_text("utf-8").lstrip()[:9] for name in names]
    assert starts == ["<!doctype", "# Scorebo", '{\n  "vers', "reviewbot"]
    assert ran.out == names[3].read_text("utf-8")


def test_a_file_of_another_format_is_refused_before_anything_runs(cases: Path, reviewbot: Run) -> None:
    ran = reviewbot("eval", cases, "-o", "board.sarif")
    assert (ran.code, ran.out) == (2, "")
    assert "cannot be written as `board.sarif`" in ran.err


def test_the_agent_needs_a_key(cases: Path, reviewbot: Run) -> None:
    ran = reviewbot("eval", cases, "--engine", "all")
    assert (ran.code, ran.out) == (3, "")
    assert "`--engine all` needs a model key" in ran.err


@pytest.mark.parametrize("option", ["--record", "--replay"])
def test_detectors_have_no_traffic(option: str, cases: Path, reviewbot: Run) -> None:
    ran = reviewbot("eval", cases, option, "traffic")
    assert ran.code == 2
    assert "The detectors ask no model" in ran.err


def test_an_unknown_case_is_refused(cases: Path, reviewbot: Run) -> None:
    ran = reviewbot("eval", cases, "--case", "price")
    assert ran.code == 2
    assert "There is no case `price`" in ran.err


def test_a_case_that_is_wrong_is_named_with_its_line(cases: Path, reviewbot: Run) -> None:
    write_case(cases / "open" / "wrong", FAULTY.replace("[5, 5]", "[9, 9]"), {PATH: CLEAN}, {PATH: WAITS})
    ran = reviewbot("eval", cases)
    assert ran.code == 2
    assert f"wrong/case.md:5: `{PATH}` has no lines 9 to 9." in ran.err


def test_an_incomplete_review_is_told(cases: Path, reviewbot: Run) -> None:
    unreadable = {"openapi.yaml": "openapi: 3.0.0\npaths: [\n"}
    contract = {"openapi.yaml": "openapi: 3.0.0\npaths: {}\n"}
    write_case(cases / "open" / "wrong", FAULTY, {PATH: CLEAN, **contract}, {PATH: WAITS, **unreadable})
    ran = reviewbot("eval", cases)
    assert ran.code == 3
    assert "1 of 2 reviews are incomplete" in ran.err
    assert "incomplete: openapi.yaml: " in ran.out


class Screen(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_a_terminal_counts_reviews_and_is_clean_afterwards() -> None:
    screen = Screen()
    show = counter(screen)
    show(1, 2)
    show(2, 2)
    assert screen.getvalue() == "\rreview 1 of 2\rreview 2 of 2\r\x1b[K"


def test_a_file_is_not_counted_into() -> None:
    stream = StringIO()
    counter(stream)(1, 2)
    assert stream.getvalue() == ""
