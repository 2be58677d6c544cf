"""What comments below the tracking issue ask for."""

import pytest

from reviewbot.domain.tracker import Word
from reviewbot.github.acceptance import words_in


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("/accept 0123456789ab It is fine.", (Word("0123456789ab", "It is fine."),)),
        ("/Accept `0123456789AB`  It is fine. ", (Word("0123456789ab", "It is fine."),)),
        ("Hello\n\n/reopen 0123456789ab.", (Word("0123456789ab", is_back=True),)),
        ("/unaccept 0123456789ab\n/accept x y", (Word("0123456789ab", is_back=True), Word("x", "y"))),
        ("/accept", (Word(""),)),
        ("> /accept 0123456789ab no", ()),
        ("```\n/accept 0123456789ab no\n```", ()),
        ("<!-- \n/accept 0123456789ab no\n-->", ()),
        ("please /accept 0123456789ab no", ()),
        ("/acceptance 0123456789ab no", ()),
    ],
)
def test_a_line_of_its_own_is_a_command(body: str, words: tuple[Word, ...]) -> None:
    assert words_in(body) == words


def test_a_comment_has_a_limit_of_commands() -> None:
    assert len(words_in("/accept a b\n" * 1_000)) == 50
    assert len(words_in(f"/accept {'a' * 900} b")[0].id) == 40
