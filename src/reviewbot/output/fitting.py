"""Texts that fit: the fullest of several that say less and less."""

from collections.abc import Iterable

MOST_IN_COMMENT = 65_536
MOST_IN_CHECK = 65_535
MOST_IN_JOB_SUMMARY = 1_048_576


def fits(text: str, most: int) -> bool:
    """Tell whether a text has room.

    GitHub counts characters in one place and bytes in another: in bytes a text is never shorter.
    """
    return len(text.encode("utf-8", "replace")) <= most


def fullest(texts: Iterable[str], most: int, otherwise: str) -> str:
    """Take the first text that has room, so that nothing is ever cut in the middle; `otherwise` where none has."""
    return next((text for text in texts if fits(text, most)), otherwise)
