"""Sentences filled with what was captured."""

import pytest

from reviewbot.detectors.wording import filled
from reviewbot.domain.item import Wording


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("go", "`go`"),
        ("a(\n    b,\n\tc)", "`a( b, c)`"),
        ("`x`", "`'x'`"),
        ("x" * 60, f"`{'x' * 60}`"),
        ("x" * 61, f"`{'x' * 59}…`"),
        ("$B \\1", "`$B \\1`"),
    ],
    ids=["plain", "lines", "backticks", "fits", "long", "places"],
)
def test_a_capture_is_one_short_line_of_code(text: str, said: str) -> None:
    assert filled(Wording("`$A`", "", "$A_B $ $a"), {"A": text, "B": "no"}).title == said


def test_every_sentence_is_filled_and_what_was_not_captured_is_left_out() -> None:
    assert filled(Wording("$A", "when $A", "$B."), {"A": "x"}) == Wording("x", "when x", ".")
