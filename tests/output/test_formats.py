"""Formats by suffix."""

from pathlib import Path

import pytest

from reviewbot.errors import UsageError
from reviewbot.output.formats import Format, format_of


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.html", Format.HTML),
        ("a.JSON", Format.JSON),
        ("a.sarif", Format.SARIF),
        ("a.md", Format.MARKDOWN),
        ("a.b.rdjsonl", Format.RDJSONL),
        ("a.txt", Format.TEXT),
    ],
)
def test_a_file_says_its_format_by_its_suffix(name: str, form: Format) -> None:
    assert format_of(Path(name)) is form


@pytest.mark.parametrize("name", ["review", "review.pdf", ".md"])
def test_another_suffix_is_refused_with_those_that_work(name: str) -> None:
    with pytest.raises(UsageError) as raised:
        format_of(Path(name))
    assert all(suffix in raised.value.hint for suffix in (".html", ".json", ".sarif", ".md", ".rdjsonl", ".txt"))
