"""The scoreboard as Markdown and as a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from reviewbot.domain.case import Split
from reviewbot.domain.score import Measure, Scoreboard
from reviewbot.output import scoreboard_words as words
from reviewbot.output.links import HOME
from reviewbot.output.page_template import rendered
from reviewbot.output.template import template

_WIDE = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """A share as a line of a hundred units: where its interval starts, how long it is, and where the share lies."""

    start: float
    length: float
    point: float


def scoreboard_markdown(board: Scoreboard) -> str:
    """Write the scoreboard as Markdown; nothing that a case says can be markup in it."""
    return template("scoreboard.md.j2").render(_values(board))


def scoreboard_page(board: Scoreboard) -> str:
    """Write the scoreboard as HTML: no script, no request of any kind."""
    return rendered("scoreboard.html.j2", ("review.css.j2", "scoreboard.css.j2"), _values(board))


def bar(measure: Measure) -> Bar:
    """Draw a share."""
    return Bar(_WIDE * measure.low, _WIDE * (measure.high - measure.low), _WIDE * measure.value)


def _values(board: Scoreboard) -> Mapping[str, object]:
    return {
        "board": board,
        "all_of": board.rows[0],
        "areas": {split: rows for split in Split if (rows := words.areas(board, split))},
        "bar": bar,
        "home": HOME,
        "words": {
            name: getattr(words, name)
            for name in (
                "about", "by_case", "dollars", "headline", "how", "placements", "ratio", "said", "scope", "score",
                "seconds", "share", "standing", "totals",
            )
        },
    }  # fmt: skip
