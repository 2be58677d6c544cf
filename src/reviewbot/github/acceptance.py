"""What a comment below the tracking issue asks for: its lines that begin with `/accept` or `/reopen`."""

import re
from collections.abc import Iterator

from reviewbot.domain.tracker import Word
from reviewbot.github.said import said

_COMMAND = re.compile(r" {0,3}/(?P<verb>accept|unaccept|reopen)(?:\s+(?P<rest>.*))?", re.IGNORECASE)
_SIGNS = "`'\"*.,:;()[]"
_LONGEST_ID = 40
_MOST_WORDS = 50


def words_in(body: str) -> tuple[Word, ...]:
    """Read the commands of a comment's Markdown, in order; what is code, quoted or hidden asks for nothing."""
    return tuple(_words(body))[:_MOST_WORDS]


def _words(body: str) -> Iterator[Word]:
    for line in said(body):
        found = _COMMAND.fullmatch(line)
        if found:
            id_, reason = [*(found["rest"] or "").split(maxsplit=1), "", ""][:2]
            is_back = found["verb"].lower() != "accept"
            yield Word(id_.strip(_SIGNS).lower()[:_LONGEST_ID], reason.strip(), is_back)
