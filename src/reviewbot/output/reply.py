"""What we say in a thread after its first comment: that its finding is gone or back, or an answer to a person."""

from reviewbot.domain.remark import RemarkMarker, remark_mark
from reviewbot.output.links import Links, commit
from reviewbot.output.markup import link, plain_text, prose
from reviewbot.output.words import Words, said

_MOST_WORDS = 120
"""An answer that is longer was not asked for."""


def fixed_text(links: Links, reason: str, marker: RemarkMarker, words: Words) -> str:
    """Say that a finding is gone, and what a second look saw instead where there was one."""
    told = said(words, "fixed_in", commit=_head(links))
    return f"{remark_mark(marker)}\n{told}{f' {plain_text(reason.strip())}' if reason.strip() else ''}"


def back_text(links: Links, marker: RemarkMarker, words: Words) -> str:
    """Say that what was called fixed is there once more."""
    return f"{remark_mark(marker)}\n{said(words, 'back_in', commit=_head(links))}"


def answer_text(text: str, marker: RemarkMarker) -> str:
    """Write an agent's answer so that nothing in it is markup; of what is too long the last words are left out."""
    several = text.split(" ")
    kept = text if len(several) <= _MOST_WORDS else f"{' '.join(several[:_MOST_WORDS])} …"
    return f"{remark_mark(marker)}\n{prose(kept)}"


def _head(links: Links) -> str:
    return link(links.head_sha[:7], commit(links, links.head_sha))
