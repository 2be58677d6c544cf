"""What a run did not look at, and why, as lines that are safe in a comment."""

from collections.abc import Iterator, Sequence

from reviewbot.domain.report import Report
from reviewbot.output.markup import code_span, plain_text
from reviewbot.output.tally import Gap, Tally, gaps
from reviewbot.output.view import View, entries
from reviewbot.output.wording import because
from reviewbot.output.words import amount, enumerated, said

_MOST_NAMES = 10
_MOST_EXAMPLES = 5
_MOST_QUESTIONS = 50


def not_reviewed(tallied: Tally, view: View) -> Iterator[str]:
    """Name the files that nobody reviewed, or the agent did not; this is never folded."""
    failed = gaps((file.reason, file.path) for file in tallied.failed)
    for key, reasons in (("not_reviewed", failed), ("not_reviewed_by_agent", tallied.unread)):
        if reasons:
            yield said(view.words, key, names=_named(reasons, view))


def coverage(report: Report, tallied: Tally, view: View) -> tuple[str, ...]:
    """Write one line for each reason for which something was not looked at by design."""
    lines = (
        *entries(view, tallied.excluded, lambda gap: _files("excluded", gap, view), "more_entries"),
        *entries(view, tallied.withheld, lambda gap: _files("not_shown", gap, view), "more_entries"),
        *entries(
            view, tallied.unasked, lambda gap: _questions("not_asked", gap, _MOST_QUESTIONS, view), "more_entries"
        ),
        *entries(
            view, tallied.unexamined, lambda gap: _questions("not_examined", gap, _MOST_EXAMPLES, view), "more_entries"
        ),
    )
    if not report.preexisting:
        return lines
    return (*lines, said(view.words, "preexisting", hits=amount(view.words, "hits", report.preexisting)))


def _named(reasons: Sequence[Gap], view: View) -> str:
    words, most = view.words, min(view.most, _MOST_NAMES)
    told = [
        f"{enumerated(words, [code_span(name) for name in gap.names], most)} ({plain_text(gap.reason)})"
        for gap in reasons[: view.most]
    ]
    others = sum(len(gap.names) for gap in reasons[view.most :])
    return "; ".join((*told, amount(words, "more_files", others)) if others else told)


def _files(key: str, gap: Gap, view: View) -> str:
    why = plain_text(because(said(view.words, key), gap.reason))
    return f"{amount(view.words, 'files', len(gap.names))} {why} ({_examples(gap, _MOST_EXAMPLES, view)})"


def _questions(key: str, gap: Gap, most: int, view: View) -> str:
    questions = amount(view.words, "questions", len(gap.names))
    return f"{said(view.words, key, questions=questions, reason=plain_text(gap.reason))} ({_examples(gap, most, view)})"


def _examples(gap: Gap, most: int, view: View) -> str:
    return plain_text(enumerated(view.words, gap.names, most))
