"""The page to look at before reviewbot is installed: what it would have said on pull requests that are merged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeVar

from reviewbot.domain.diff import Diff, Side
from reviewbot.domain.finding import Finding
from reviewbot.domain.item import Item
from reviewbot.domain.trial import Trial
from reviewbot.domain.visible import visible
from reviewbot.output.frame import FrameLine, frame
from reviewbot.output.highlight import pieces
from reviewbot.output.links import HOME
from reviewbot.output.page_file import KINDS, Comment, Row
from reviewbot.output.page_template import rendered
from reviewbot.output.quoted import as_quoted
from reviewbot.output.tally import Gap
from reviewbot.output.trial_tally import Heard, counted_trials, heard, lasting, missing, outcome

_AROUND = 3
_LONGEST = 1_000
_MOST_OPEN = 25
_MOST_OF_A_TITLE = 80

_Shared = TypeVar("_Shared", str, Gap)


@dataclass(frozen=True, slots=True)
class PageThread:
    """A comment and the code above it, as GitHub shows a thread; `hidden` counts anchored lines left out."""

    comment: Comment
    rows: tuple[Row, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class PagePull:
    """One pull request on the page; `notes` and `unasked` are what is not true of all."""

    heard: Heard
    threads: tuple[PageThread, ...]
    is_open: bool
    notes: tuple[str, ...]
    unasked: tuple[Gap, ...]


def trial_page(repository: str, trials: Sequence[Trial], items: Mapping[str, Item]) -> str:
    """Write trials as HTML in their order: no script, no request of any kind, all of their text escaped and visible.

    `items` are all that the reviews chose from.
    """
    told = [heard(trial, items) for trial in trials]
    total = counted_trials(told)
    notes = _shared([one.trial.report.notes for one in told if one.trial.report])
    unasked = _shared([one.tallied.unasked for one in told if one.tallied])
    pulls = tuple(_pulls(told, notes, unasked))
    values = {
        "repository": repository,
        "tool": next((trial.report.tool for trial in trials if trial.report), "reviewbot"),
        "total": total,
        "outcome": outcome(total),
        "missing": missing(total),
        "notes": notes,
        "unasked": unasked,
        "pulls": pulls,
        "comments": [thread.comment for pull in pulls for thread in pull.threads],
        "items": items,
        "lines": {},
        "lasting": lasting,
        "shortened": shortened,
        "home": HOME,
    }
    return rendered("trial.html.j2", ("review.css.j2", "trial.css.j2"), values)


def shortened(text: str) -> str:
    """Show the beginning of a title where a glance is enough, and the whole of it is read elsewhere."""
    shown = visible(text)
    return shown if len(shown) <= _MOST_OF_A_TITLE else f"{shown[:_MOST_OF_A_TITLE]}…"


def _pulls(told: Sequence[Heard], notes: Sequence[str], unasked: Sequence[Gap]) -> Iterator[PagePull]:
    """Lay pull requests out, open as long as the page has few comments: a reader unfolds the others."""
    numbers = count(1)
    said = 0
    for one in told:
        report = one.trial.report
        yield PagePull(
            heard=one,
            threads=tuple(_threads(one, numbers)),
            is_open=report is None or (bool(one.comments) and said < _MOST_OPEN),
            notes=tuple(note for note in report.notes if note not in notes) if report else (),
            unasked=tuple(gap for gap in one.tallied.unasked if gap not in unasked) if one.tallied else (),
        )
        said += len(one.comments)


def _shared(lists: Sequence[Sequence[_Shared]]) -> tuple[_Shared, ...]:
    """Give what all lists have, in the order of the first."""
    return tuple(one for one in lists[0] if all(one in others for others in lists)) if lists else ()


def _threads(one: Heard, numbers: Iterator[int]) -> Iterator[PageThread]:
    if one.trial.report is None:
        return
    diff = as_quoted(one.trial.diff, one.trial.report)
    for group in one.comments:
        yield _thread(next(numbers), group, diff)


def _thread(number: int, group: Sequence[Finding], diff: Diff) -> PageThread:
    """Show a comment at the first of its places, as it is posted; the others are of the same cause."""
    first = group[0]
    others = dict.fromkeys(anchor for one in group for anchor in (one.anchor, *one.related) if anchor != first.anchor)
    cut = frame(first, diff, _AROUND)
    comment = Comment(number, replace(first, related=tuple(others)))
    return PageThread(comment, tuple(_row(line, first) for line in cut.lines), cut.hidden)


def _row(line: FrameLine, finding: Finding) -> Row:
    base, head = (line.number, None) if finding.side is Side.LEFT else (None, line.number)
    severity = str(finding.severity) if line.is_anchored else ""
    # Minified code has lines of a megabyte, and a comment has several lines around it.
    text = line.text if len(line.text) <= _LONGEST else f"{line.text[:_LONGEST]}…"
    return Row(KINDS[line.kind], base, head, pieces(text, finding.path), severity)
