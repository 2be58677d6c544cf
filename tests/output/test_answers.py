"""What commands are answered with."""

import pytest
from support.workflow import ROOT

from reviewbot.github.command import KNOWN, commands
from reviewbot.output import answers
from reviewbot.output.outgoing import leak

SENTENCES = [
    answers.helped(),
    answers.not_known("security"),
    answers.over("closed"),
    answers.raised_already(5),
    answers.paused("release_please[bot]"),
    answers.resumed("alice"),
    answers.dismissed("alice"),
    answers.NOT_HERE,
    answers.NO_AMOUNT,
    answers.NO_THREAD,
    answers.NO_REASON,
    answers.NO_WAIVER_REASON,
    answers.NOT_PAUSED,
    answers.RUNNING,
    answers.NOTHING_TO_WAIVE,
    answers.NOT_KNOWN,
    answers.STILL_FAILS,
]


@pytest.mark.parametrize("text", SENTENCES)
def test_an_answer_may_be_sent_and_gives_no_command_itself(text: str) -> None:
    assert leak(text, frozenset()) is None
    assert commands(text) == ()


def test_every_command_is_listed_and_documented() -> None:
    listed = {usage.split()[1] if " " in usage else "" for usage, _ in answers.USAGES}
    page = (ROOT / "docs/github.md").read_text("utf-8")
    assert listed >= set(KNOWN)
    assert all(f"| `{usage}` | {what} |\n" in page for usage, what in answers.USAGES)


@pytest.mark.parametrize(("meant", "asked"), [(None, ""), ("", "`/review`?"), ("full", "`/review full`?")])
def test_what_may_have_been_meant_is_asked(meant: str | None, asked: str) -> None:
    said = answers.not_known(meant)
    assert ("Did you mean" in said) is bool(asked)
    assert asked in said


def test_the_same_answer_is_given_once() -> None:
    assert answers.together(["a", "b", "a"]) == "a\n\nb"
