"""What stopped a review, as text for GitHub: where, what, and what to do about it."""

import re

from reviewbot.domain.report import Problem
from reviewbot.domain.visible import visible
from reviewbot.errors import Place
from reviewbot.output.markup import code_span, plain_text

_UNKNOWN = "Nobody knows why."
_SENTENCE = re.compile(r"(.+?)\.(?:\s|$)")


def problem_text(problem: Problem) -> str:
    """Write a problem as Markdown."""
    place = f"{code_span(str(Place(problem.file, problem.line)))}: " if problem.file else ""
    return place + plain_text(problem.hint or problem.kind or _UNKNOWN)


def problem_name(problem: Problem) -> str:
    """Give the first sentence of a problem, without its full stop, as plain text for a title."""
    said = visible(problem.hint or problem.kind or _UNKNOWN)
    first = _SENTENCE.match(said)
    return first[1] if first else said
