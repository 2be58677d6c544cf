"""Carry out a detector's mechanical repair on the lines it is anchored to."""

import re

from reviewbot.domain.finding import Replacement
from reviewbot.domain.item import Rewrite, RewriteKind
from reviewbot.domain.source import Source
from reviewbot.syntax.tree import Match, Node, elements

_PLACE = re.compile(r"\$([A-Z_][A-Z0-9_]*)")


def replacement(source: Source, match: Match, rewrite: Rewrite, anchored: range) -> Replacement | None:
    """Give the anchored lines with the repair made; None where its target was not captured or lies outside them."""
    target = match.captures.get(rewrite.target) if rewrite.target else match.node
    if target is None:
        return None
    text = _PLACE.sub(lambda found: _text(match, found.group(1)), rewrite.text)
    if rewrite.kind is RewriteKind.APPEND:
        start, end, text = _appended(source.text, target, text)
    else:
        start, end = target.start, target.end
    return _whole_lines(source.text, (start, end, text), anchored)


def _text(match: Match, name: str) -> str:
    return match.captures[name].text if name in match.captures else ""


def _appended(text: str, arguments: Node, argument: str) -> tuple[int, int, str]:
    """Insert behind the last argument, on a line of its own where that one has one."""
    inside = elements(arguments)
    closing = arguments.end - 1
    if not inside:
        is_blank = not text[arguments.start + 1 : closing].strip()
        return arguments.start + 1, closing if is_blank else arguments.start + 1, argument
    last = inside[-1]
    line_end = text.find("\n", last.end, closing)
    before = text[text.rfind("\n", 0, last.start) + 1 : last.start]
    if line_end >= 0 and not before.strip():
        return last.end, line_end, _on_own_line(text[last.end : line_end].rstrip("\r"), before, argument)
    comma = text[last.end : closing].lstrip(" \t").startswith(",")
    at = text.index(",", last.end) + 1 if comma else last.end
    return at, at, f" {argument}" if comma else f", {argument}"


def _on_own_line(rest: str, indent: str, argument: str) -> str:
    """Write the rest of the last argument's line, a comma or a comment, and the new line."""
    has_comma = rest.lstrip().startswith(",")
    return f"{'' if has_comma else ','}{rest}\n{indent}{argument}{',' if has_comma else ''}"


def _whole_lines(text: str, edit: tuple[int, int, str], anchored: range) -> Replacement | None:
    start, end, new = edit
    if not anchored.start <= text.count("\n", 0, start) + 1 <= text.count("\n", 0, end) + 1 < anchored.stop:
        return None
    lines = (text[:start] + new + text[end:]).split("\n")
    grown = new.count("\n") - text.count("\n", start, end)
    kept = lines[anchored.start - 1 : anchored.stop - 1 + grown]
    return Replacement(anchored.start, anchored.stop - 1, "\n".join(line.removesuffix("\r") for line in kept))
