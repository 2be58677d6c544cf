"""Pieces of GitHub's Markdown in which no text can be markup, a mention or a link."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

from markupsafe import escape

from reviewbot.domain.visible import visible, well_formed
from reviewbot.output.wording import spans

_MEANS_SOMETHING = re.compile(r"([\\*_\[\]<>&|~#!`])")
_ACTS = re.compile(r"([@#]|\b(?:[wW]{3}|[hH][tT]{2}[pP][sS]?|[fF][tT][pP]|mailto|xmpp)(?=[.:])|\b[gG][hH](?=-\d))")
_START = re.compile(r"^\s*(?:(?=[-+=])|\d+(?=[.)](?:\s|$)))")
"""What GitHub would begin a list, a line or a heading with; what must be escaped follows it."""

_IN_ADDRESSES = "/:?#@!$&*+,;=%~"


def plain_text(text: str) -> str:
    """Write a sentence so that it reads as it is; spans between backticks stay code."""
    written = (code_span(part) if is_code else _escaped(part) for part, is_code in spans(visible(text)))
    return _START.sub(r"\g<0>\\", "".join(written))


def code_span(text: str) -> str:
    """Write a text as inline code, however many backticks it holds."""
    shown = visible(text)
    ticks = "`" * (_longest_run(shown) + 1)
    space = " " if shown.startswith("`") or shown.endswith("`") or not shown.strip() else ""
    # GitHub's tables and lists never end inside a span; a line feed cannot be in it.
    return f"{ticks}{space}{shown}{space}{ticks}"


def html_text(text: str) -> str:
    """Write a text for a place where GitHub reads HTML and no Markdown, such as a summary that unfolds."""
    return str(escape(visible(text)))


def fenced(text: str, language: str = "") -> str:
    """Put lines into a fence that is longer than any run of backticks in them."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def prose(text: str, write: Callable[[str], str] = plain_text) -> str:
    """Write paragraphs and lists of `-` with one line each, each through `write`; all else reads as it stands."""
    # GitHub breaks a comment's line wherever its source has one, so a paragraph must be a single line.
    blocks = ([*_entries(block)] for block in re.split(r"\n\s*\n", text) if block.strip())
    return "\n\n".join("\n".join(start + write(entry) for start, entry in block) for block in blocks)


def link(text: str, url: str) -> str:
    """Link a name; nothing in it or in the address can end the link."""
    # No code in it: a bracket in code at the start of a line would end the label of a hidden definition.
    return f"[{_escaped(visible(text))}]({quote(well_formed(url), safe=_IN_ADDRESSES)})"


def _entries(block: str) -> Iterator[tuple[str, str]]:
    """Cut a block into its first paragraph and the entries of the list behind it, each with what it starts with."""
    first, *others = re.split(r"(?m)^- +", block.strip())
    if first.strip():
        yield "", " ".join(first.split())
    for other in others:
        yield "- ", " ".join(other.split())


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def _escaped(text: str) -> str:
    escaped = _MEANS_SOMETHING.sub(r"\\\1", text)
    # A zero-width space ends what GitHub would make a mention, a reference or a link of, even when escaped.
    escaped = _ACTS.sub(r"\1&#8203;", escaped)
    # Between two dollars GitHub reads mathematics; no backslash keeps it from that.
    return escaped.replace("$", "&#36;")
