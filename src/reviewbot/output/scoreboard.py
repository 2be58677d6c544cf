"""Every way to say a scoreboard."""

from pathlib import Path

from reviewbot.domain.score import Scoreboard
from reviewbot.errors import UsageError
from reviewbot.output.formats import Format, format_of
from reviewbot.output.scoreboard_file import scoreboard_file
from reviewbot.output.scoreboard_page import scoreboard_markdown, scoreboard_page
from reviewbot.output.scoreboard_text import scoreboard_text

_WAYS = {
    Format.TEXT: scoreboard_text,
    Format.MARKDOWN: scoreboard_markdown,
    Format.HTML: scoreboard_page,
    Format.JSON: scoreboard_file,
}


def said_as(board: Scoreboard, form: Format) -> str:
    """Say a scoreboard in one of its formats."""
    return _WAYS[form](board)


def scoreboard_format(path: Path) -> Format:
    """Choose a file's format by its suffix; raises UsageError for one that a scoreboard does not have."""
    form = format_of(path)
    if form not in _WAYS:
        raise UsageError(f"A scoreboard cannot be written as `{path}`.", "End the name in .md, .html, .json or .txt.")
    return form
