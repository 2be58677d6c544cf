"""Conclude a check anew where a person's word changes it, and hold a run that saw a part against what was known.

Neither looks at code: all they know of a review is the upshot that it left on its check.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from reviewbot.config.peek import peeked
from reviewbot.domain.finding import Fingerprint
from reviewbot.domain.plan import Answer, CheckText, ConcludeCheck, Conclusion, EditComment, Written
from reviewbot.domain.shown import Check, Shown
from reviewbot.domain.upshot import Dismissed, Upshot, upshot_in, upshot_mark
from reviewbot.findings.dismissed import dismissed
from reviewbot.findings.verdict import incomplete
from reviewbot.output.fitting import MOST_IN_CHECK, MOST_IN_COMMENT, fullest
from reviewbot.output.markup import plain_text
from reviewbot.output.wording import counted, listed
from reviewbot.post import Writer
from reviewbot.reservation import Reader

_SINCE = "Since this was written: "
_ELSEWHERE = "What was found is in the job summary."
_MARK = "<!-- reviewbot:"
_MOST_NAMES = 3
_MOST_OF_A_REASON = 300


@dataclass(frozen=True, slots=True)
class Waiver:
    """Who lifts the verdict that something is missing, and why."""

    by: str
    reason: str


def newest(shown: Shown) -> Check | None:
    """Give the newest check of the head, None where it has none."""
    return shown.checks[-1] if shown.checks else None


def standing(shown: Shown, reader: Reader, fails: Sequence[Fingerprint]) -> Dismissed:
    """Tell which findings still fail a check after everybody's no."""
    return dismissed(fails, shown.threads, partial(reader.may_write, shown.pull.name.repository))


def renewed(shown: Shown, reader: Reader, writer: Writer, waiver: Waiver | None = None) -> Answer | None:
    """Conclude the newest check of the head by what people said since; None where that changes nothing.

    A check in progress is left to the run that ends it, and one whose upshot is not known to the next review.
    """
    last = newest(shown)
    if last is None or not last.conclusion or last.upshot is None:
        return None
    left = standing(shown, reader, last.upshot.fails)
    upshot = replace(last.upshot, fails=left.fails, waived_by=waiver.by if waiver else last.upshot.waived_by)
    if upshot == last.upshot:
        return None
    conclusion, said = _concluded(upshot, last, shown), ", ".join(_said(upshot, left))
    news = f"{plain_text(said)}{_reason(waiver)}"
    text = CheckText(said[:1].upper() + said[1:], _with_news(last.summary, upshot, news, MOST_IN_CHECK), last.text)
    done = writer.write(ConcludeCheck(shown.pull.head_sha, last.number, last.external_id, conclusion, text))
    if isinstance(done, Written) and shown.summaries:
        old = shown.summaries[0]
        writer.write(EditComment(old.number, _with_news(old.body, upshot, news, MOST_IN_COMMENT)))
    return done


def earlier(shown: Shown, check: int | None) -> Upshot | None:
    """Give what the head's last check before another one was concluded from, None where nobody knows."""
    ended = [one for one in shown.checks if one.conclusion and one.number != check]
    return ended[-1].upshot if ended else None


def worse(upshot: Upshot, before: Upshot | None) -> Upshot:
    """Add what a run found that saw a part of the change to what was known before it; nothing of that is lifted.

    Where nobody knows what was before, the whole was never looked at.
    """
    if before is None:
        return replace(upshot, is_whole=False)
    fails = tuple(dict.fromkeys((*before.fails, *upshot.fails)))
    return Upshot(upshot.pull, before.is_whole and upshot.is_whole, fails, before.waived_by)


def _concluded(upshot: Upshot, last: Check, shown: Shown) -> Conclusion:
    if upshot.fails:
        return Conclusion.FAILURE
    if upshot.is_whole:
        return Conclusion.SUCCESS
    if upshot.waived_by:
        # Never green for what nobody looked at; neutral lets the branch be merged all the same.
        return Conclusion.NEUTRAL
    return incomplete(peeked(shown.setting).on_incomplete, last.is_required)


def _said(upshot: Upshot, left: Dismissed) -> Iterator[str]:
    count = len(upshot.fails)
    if count:
        yield f"{counted(count, 'finding')} {'fails' if count == 1 else 'fail'} the check"
    elif left.by:
        yield "no finding fails the check any more"
    if left.by:
        yield f"{len(left.by):,} dismissed by {_names([login for _, login in left.by])}"
    if not upshot.is_whole:
        yield f"incomplete, waived by {upshot.waived_by}" if upshot.waived_by else "incomplete"


def _names(logins: Sequence[str]) -> str:
    return listed([login or "the agent" for login in dict.fromkeys(logins)], _MOST_NAMES)


def _reason(waiver: Waiver | None) -> str:
    return f" ({plain_text(waiver.reason[:_MOST_OF_A_REASON])})" if waiver else ""


def _with_news(text: str, upshot: Upshot, news: str, most: int) -> str:
    """Put what is new before what stood there; the marks stay, but for the upshot's."""
    lines = text.split("\n")
    marks = [line for line in lines[: _count_of_marks(lines)] if upshot_in(line) is None]
    body = "\n".join(lines[_count_of_marks(lines) :]).strip("\n")
    above = "\n".join((*marks, upshot_mark(upshot), f"{_SINCE}{news}."))
    return fullest((f"{above}\n\n{body}", f"{above}\n\n{_ELSEWHERE}"), most, above)


def _count_of_marks(lines: Sequence[str]) -> int:
    return next((number for number, line in enumerate(lines) if not line.startswith(_MARK)), len(lines))
