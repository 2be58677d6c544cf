"""Find the team's no in the source: comments such as `# reviewbot: ignore[query-in-loop] reason`."""

import re
from collections.abc import Sequence

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Candidate, Suppression

_COMMENT = re.compile(r"(?:#|//|--|/\*|<!--|;|%)\s{0,8}reviewbot:\s{0,8}ignore\[(?P<items>[\w ,-]+)\]")


def suppression(candidate: Candidate, lines: Sequence[str]) -> Suppression | None:
    """Give the suppression that covers a candidate: on its anchored lines, or alone on the line above them.

    `lines` are those of the candidate's side. A base line cannot be commented any more, so only the head's count.
    """
    if candidate.anchor.side is Side.LEFT:
        return None
    for number in range(candidate.anchor.start_line - 1, candidate.anchor.line + 1):
        text = lines[number - 1] if 0 < number <= len(lines) else ""
        for found in _COMMENT.finditer(text):
            names_it = candidate.item in found["items"].replace(",", " ").split()
            if names_it and (number >= candidate.anchor.start_line or not text[: found.start()].strip()):
                return Suppression(f"a comment in the source, line {number}", _reason(text[found.end() :]))
    return None


def _reason(rest: str) -> str:
    """Take what the comment says up to its end or the next one of ours."""
    own = _COMMENT.split(rest, maxsplit=1)[0]
    return own.strip().removesuffix("*/").removesuffix("-->").strip()
