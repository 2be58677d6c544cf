"""Prose as HTML that is only prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.output.prose import paragraphs, sentence


def test_a_sentence_shows_its_code_and_escapes_everything() -> None:
    assert sentence("a `b<c` <i>") == "a <code>b&lt;c</code> &lt;i&gt;"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("**a** `b`", "<p><strong>a</strong> <code>b</code></p>\n", id="emphasis"),
        pytest.param("[a](https://b.example)", '<p><a href="https://b.example">a</a></p>\n', id="web link"),
        pytest.param("[a](javascript:x)", "<p>[a](javascript:x)</p>\n", id="script"),
        pytest.param("[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>\n", id="data"),
        pytest.param("[a](/b)", "<p>[a](/b)</p>\n", id="link without a host"),
        pytest.param("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>\n", id="html"),
        pytest.param("a\u202eb", "<p>a⟨U+202E⟩b</p>\n", id="bidirectional override"),
    ],
)
def test_markdown_is_rendered_without_what_could_run(text: str, html: str) -> None:
    assert paragraphs(text) == html


def test_a_picture_is_not_loaded() -> None:
    assert "<img" not in paragraphs("![a](https://b.example/c.png)")


@given(st.text(alphabet="<>\"'`&![]()ahscript:/ \n*_=onerror"))
def test_no_markdown_makes_a_tag_that_could_run_or_load(text: str) -> None:
    html = paragraphs(text).lower()
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
