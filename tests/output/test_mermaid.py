"""Labels and words of diagrams: no name is anything but a name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.output.mermaid import label, word


@given(st.text())
def test_a_label_holds_nothing_that_mermaid_reads(text: str) -> None:
    inside = label(text)[1:-1]
    assert re.fullmatch(r"(?:[^\W]|[ \-_./,+()]|#\d+;)*", inside)


@given(st.text())
def test_a_word_is_one(text: str) -> None:
    assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", word(text))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("orders", '"orders"', id="plain"),
        pytest.param('a"b', '"a#34;b"', id="quote"),
        pytest.param("style:#f00", '"style#58;#35;f00"', id="style"),
        pytest.param("größer", '"größer"', id="letters"),
        pytest.param("x" * 60, f'"{"x" * 47}#8230;"', id="long"),
        pytest.param("a\nb", '"a#9226;b"', id="line feed"),
    ],
)
def test_a_label_reads_as_the_name(text: str, written: str) -> None:
    assert label(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("Numeric(12, 2)", "Numeric_12_2", id="type"),
        pytest.param("pk", "pk_", id="keyword"),
        pytest.param("2fa", "_2fa", id="digit"),
        pytest.param("", "_", id="empty"),
    ],
)
def test_a_word_is_close_to_the_name(text: str, written: str) -> None:
    assert word(text) == written
