"""Which files can be worked on without a stopwatch."""

import pytest

from reviewbot.domain.source import Source
from reviewbot.syntax.tame import is_tame


@pytest.mark.parametrize(
    ("text", "tame"),
    [
        ("", True),
        ("x = 1\n", True),
        ("x\n" * 1_999, True),
        ("x\n" * 2_000, False),
        ("x" * 2_000, True),
        ("x" * 2_001, False),
        (("x" * 199 + "\n") * 200, True),
        (("x" * 199 + "\n") * 200 + "x", False),
        ("(" * 150 + ")" * 150, True),
        ("(" * 250 + ")" * 250, False),
    ],
    ids=[
        "empty",
        "short",
        "lines",
        "too-many-lines",
        "line",
        "too-long-line",
        "large",
        "too-large",
        "deep",
        "too-deep",
    ],
)
def test_a_file_is_tame_if_it_is_short_and_flat(text: str, *, tame: bool) -> None:
    assert is_tame(Source("a.py", text, "python")) is tame


def test_text_without_a_grammar_has_no_depth() -> None:
    assert is_tame(Source("a.txt", "(" * 1_000, None))
