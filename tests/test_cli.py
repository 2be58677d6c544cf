"""Where errors end: a sentence, an exit code, and nothing half said."""

import subprocess
import sys
from pathlib import Path

import pytest

from reviewbot import cli
from reviewbot.cli import main

_STARTS_LATE = ("anthropic", "ast_grep_py", "jinja2", "pydantic", "rich", "unidiff", "yaml", "reviewbot.review")


def test_help_costs_none_of_the_rooms() -> None:
    script = (
        "import sys, reviewbot.cli as c\ntry: c.main(['--help'])\nexcept SystemExit: pass\n"
        f"assert not {{*sys.modules}} & {{*{_STARTS_LATE}}}"
    )
    subprocess.run((sys.executable, "-c", script), check=True, capture_output=True)


@pytest.mark.parametrize("arguments", [["--help"], ["review", "--help"], ["--version"]], ids=" ".join)
def test_help_and_version_give_0(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 0
    assert "reviewbot" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [[], ["reviwe"], ["review", "--formt", "json"]], ids=["none", "command", "option"]
)
def test_wrong_words_give_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [(KeyboardInterrupt(), 130, "interrupted"), (ZeroDivisionError("x"), 3, "this is a bug in reviewbot")],
    ids=["interrupted", "unforeseen"],
)
def test_every_other_error_ends_in_a_sentence(
    error: BaseException, code: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with cli.Ending() as ending:
        raise error
    assert ending.code == code
    assert sentence in capsys.readouterr().err


def test_the_module_can_be_run(tmp_path: Path) -> None:
    ran = subprocess.run(
        (sys.executable, "-m", "reviewbot", "--version"), cwd=tmp_path, capture_output=True, check=True
    )
    assert ran.stdout.startswith(b"reviewbot ")
