"""What a team makes of what we say, as a table and as JSON, with the line that switches an unwanted item off."""

from collections.abc import Iterator, Sequence

from reviewbot.domain.feedback import Feedback, Opinion
from reviewbot.output.encode import Json, encoded
from reviewbot.output.objection import CONFIGURATION
from reviewbot.output.wording import counted

_HEAD = ("item", "posted", "dismissed", "resolved unfixed", "thumbs up", "thumbs down")


def feedback_text(feedback: Feedback) -> str:
    """Write the sums as aligned columns, and below them what a team keeps rejecting."""
    posted = sum(one.posted for one in feedback.opinions)
    lines = [f"{feedback.repository}: {counted(posted, 'comment')} on {counted(feedback.pulls, 'pull request')}"]
    if feedback.cut:
        lines.append(f"Only the first 100 threads were read of {counted(feedback.cut, 'pull request')}.")
    if feedback.opinions:
        lines += ["", *_table(feedback.opinions)]
    unwanted = [one for one in feedback.opinions if one.is_unwanted]
    if unwanted:
        lines += ["", f"Rejected again and again; a line in {CONFIGURATION} switches an item off:"]
        lines += [f"  {_off(one)}  # {one.rejected:,} of {one.posted:,} rejected" for one in unwanted]
    return "\n".join(lines) + "\n"


def feedback_json(feedback: Feedback) -> str:
    """Write the same as JSON; `off` is the line of configuration, empty where the item is not unwanted."""
    return (
        encoded(
            {
                "repository": feedback.repository,
                "pulls": feedback.pulls,
                "cut": feedback.cut,
                "items": [_entry(one) for one in feedback.opinions],
            }
        )
        + "\n"
    )


def _entry(one: Opinion) -> Json:
    return {
        "item": one.item,
        "posted": one.posted,
        "dismissed": one.dismissed,
        "unfixed": one.unfixed,
        "likes": one.likes,
        "dislikes": one.dislikes,
        "rejected": one.rejected,
        "off": _off(one) if one.is_unwanted else "",
    }


def _off(one: Opinion) -> str:
    return f"items: {{{one.item}: off}}"


def _table(opinions: Sequence[Opinion]) -> Iterator[str]:
    rows = [_HEAD, *(_cells(one) for one in opinions)]
    widths = [max(len(row[index]) for row in rows) for index in range(len(_HEAD))]
    for name, *figures in rows:
        aligned = (cell.rjust(width) for cell, width in zip(figures, widths[1:], strict=True))
        yield "  ".join((name.ljust(widths[0]), *aligned))


def _cells(one: Opinion) -> tuple[str, ...]:
    figures = (one.posted, one.dismissed, one.unfixed, one.likes, one.dislikes)
    return (one.item, *(f"{figure:,}" for figure in figures))
