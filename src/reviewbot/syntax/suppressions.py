"""Comments that say no to items: `# reviewbot: ignore[query-in-loop] reason`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Candidate

# Behind a backtick somebody writes about such a comment.
_COMMENT = re.compile(r"(?<!`)(?:#|//|--|/\*|<!--|;|%)\s{0,8}reviewbot:\s{0,8}ignore\[(?P<items>[\w ,-]+)\]")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that says no to items, by their names; `is_alone` where no code stands before it."""

    line: int
    names: tuple[str, ...]
    reason: str
    is_alone: bool


def comments(lines: Sequence[str], first: int = 1) -> Iterator[Comment]:
    """List the comments in lines, of which the first one has the number `first`."""
    for number, text in enumerate(lines, first):
        for found in _COMMENT.finditer(text):
            names = tuple(found["items"].replace(",", " ").split())
            yield Comment(number, names, _reason(text[found.end() :]), not text[: found.start()].strip())


def uncommented(line: str) -> str:
    """Give what stands on a line before a comment of ours."""
    return _COMMENT.split(line, maxsplit=1)[0].rstrip()


def covers(comment: Comment, candidate: Candidate) -> bool:
    """Tell whether a comment is about a candidate: on its anchored lines, or alone on the line above them.

    A base line cannot be commented any more, so only the head's count.
    """
    anchor = candidate.anchor
    is_above = comment.is_alone and comment.line == anchor.start_line - 1
    is_near = is_above or anchor.start_line <= comment.line <= anchor.line
    return is_near and anchor.side is Side.RIGHT and candidate.item in comment.names


def _reason(rest: str) -> str:
    """Take what the comment says up to its end or the next one of ours."""
    own = _COMMENT.split(rest, maxsplit=1)[0]
    return own.strip().removesuffix("*/").removesuffix("-->").strip()
