"""What cannot be seen is shown; what can be seen stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.visible import visible, visible_line, visible_lines, well_formed


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("plain `code` café 日本", "plain `code` café 日本", id="ordinary text"),
        pytest.param("a\x1b[31mb", "a␛[31mb", id="escape"),
        pytest.param("a\x00b\x7f", "a␀b␡", id="null and delete"),
        pytest.param("a\x9b31mb", "a⟨U+009B⟩31mb", id="eight-bit escape"),
        pytest.param("a\r\nb", "a␍␊b", id="line ends"),
        pytest.param("a\u202eb\u2066", "a⟨U+202E⟩b⟨U+2066⟩", id="bidirectional override"),
        pytest.param("a\u200bb\ufeff", "a⟨U+200B⟩b⟨U+FEFF⟩", id="zero width"),
        pytest.param("a\u00a0b\u2028", "a⟨U+00A0⟩b⟨U+2028⟩", id="other spaces"),
        pytest.param("a\u3164b\u2800", "a⟨U+3164⟩b⟨U+2800⟩", id="letters that look empty"),
        pytest.param("a\U000e0041\U000e0101", "a⟨U+E0041⟩⟨U+E0101⟩", id="tags and selectors"),
        pytest.param("\ud800", "⟨U+D800⟩", id="lone surrogate"),
        pytest.param("❤\ufe0f a\ufe0f", "❤\ufe0f a⟨U+FE0F⟩", id="selector after an emoji and elsewhere"),
        pytest.param("全角\u3000空白", "全角\u3000空白", id="ideographic space"),
        pytest.param("a\tb", "a b", id="tab"),
    ],
)
def test_a_character_that_cannot_be_seen_is_named(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_tabs_in_code_reach_to_the_next_fourth_column() -> None:
    assert visible_line("\tif\tx:") == "    if  x:"


def test_a_carriage_return_shows_unless_it_ends_the_line() -> None:
    assert visible_line("a\rb\r") == "a␍b"


def test_lines_end_at_line_feeds_alone() -> None:
    assert visible_lines("a\x0cb\nc\x85d") == ("a␌b", "c⟨U+0085⟩d")


def test_a_lone_surrogate_is_replaced_for_machines_and_nothing_else_is() -> None:
    assert well_formed("a\ud800b\u202e\x1b") == "a\ufffdb\u202e\x1b"


@given(st.text(st.characters(exclude_categories=[])))
def test_nothing_shown_can_steer_a_terminal_or_reorder_a_line(text: str) -> None:
    shown = visible(text)
    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not {unicodedata.bidirectional(char) for char in shown} & {"LRO", "RLO", "RLI", "LRI", "PDI", "RLE"}


@given(st.text(st.characters(exclude_categories=[])))
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)
