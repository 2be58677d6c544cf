"""Lines as git counts them."""

import pytest

from reviewbot.domain.source import Source


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ("",)),
        ("a", ("a",)),
        ("a\n", ("a",)),
        ("a\nb", ("a", "b")),
        ("a\r\nb\r\n", ("a", "b")),
        ("a\n\n", ("a", "")),
        ("a\rb\x0cc\u2028d\n", ("a\rb\x0cc\u2028d",)),
    ],
    ids=repr,
)
def test_lines_end_at_line_feeds_alone(text: str, lines: tuple[str, ...]) -> None:
    assert Source("a.py", text, "python").lines == lines
